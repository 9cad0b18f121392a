"""What stands between the network and the application: processes that can be ended, and the bounds they keep."""
