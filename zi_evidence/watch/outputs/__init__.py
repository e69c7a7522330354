"""What a watch gives to the outside: report files, hook, notices, metrics, and the service that starts it."""
