"""moto_server with one repair: its StartLogging and StopLogging know a trail by its name only,
and the AWS provider names it by its ARN (as the service allows)."""
import sys

from moto.cloudtrail.models import CloudTrailBackend
from moto.server import main


def by_name(method):
    return lambda self, name: method(self, name.rpartition("/")[2])


CloudTrailBackend.start_logging = by_name(CloudTrailBackend.start_logging)
CloudTrailBackend.stop_logging = by_name(CloudTrailBackend.stop_logging)
main(sys.argv[1:])
