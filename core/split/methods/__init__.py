"""The ways to gather tiles into units that stay together, one module each."""
