"""What operators and load balancers see."""
