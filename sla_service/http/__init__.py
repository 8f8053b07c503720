"""The service as others call it: one module a resource."""
