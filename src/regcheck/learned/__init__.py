"""What is learned from people's answers: features, linear models and what they say of a finding."""
