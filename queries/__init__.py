"""The questions people ask, one `.rq` file each."""
