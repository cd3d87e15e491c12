"""What cloud-init's data source of a cloud makes of a metadata service: CLOUD URL FOLDER, JSON on stdout.

Ends with 77 and a reason where there is no cloud-init, or one whose parts have other names.
"""
import enum
import json
import sys
from unittest import mock


def azure(url):
    from cloudinit.sources import DataSourceAzure as source

    class Places(enum.Enum):
        ALL = url + "/metadata/instance"
        NETWORK = url + "/metadata/instance/network"

    with mock.patch.object(source, "MetadataType", Places):
        return source.get_metadata_from_imds(
            retries=0, md_type=Places.ALL, api_version=source.IMDS_VER_WANT
        )


def gcp(url, paths):
    from cloudinit.sources import DataSourceGCE as source

    config = {"datasource": {"GCE": {"metadata_url": url + "/computeMetadata/v1/"}}}
    with mock.patch.object(source, "platform_reports_gce", return_value=True):
        guest = source.DataSourceGCE(config, None, paths)
        assert guest._get_data()
        return {
            "instance-id": guest.get_instance_id(),
            "hostname": guest.get_hostname().hostname,
            "availability-zone": guest.availability_zone,
            "region": guest.region,
        }


def aws(url, paths):
    from cloudinit.sources import DataSourceEc2 as source

    config = {"datasource": {"Ec2": {"metadata_urls": [url], "max_wait": 10, "timeout": 5}}}
    with mock.patch.object(source, "identify_platform", return_value=source.CloudNames.AWS):
        guest = source.DataSourceEc2(config, None, paths)
        assert guest._get_data()
        return {
            "instance-id": guest.get_instance_id(),
            "region": guest.region,
            "metadata": guest.metadata,
        }


def oci(url):
    from cloudinit.sources import DataSourceOracle as source

    with mock.patch.object(source, "METADATA_PATTERN", url + "/opc/v{version}/{path}/"):
        seen = source.read_opc_metadata(fetch_vnics_data=True)
        return {"version": seen.version, "instance": seen.instance_data, "vnics": seen.vnics_data}


def main(cloud, url, folder):
    try:
        from cloudinit import helpers

        paths = helpers.Paths({"cloud_dir": folder, "run_dir": folder})
        seen = {
            "azure": lambda: azure(url),
            "gcp": lambda: gcp(url, paths),
            "aws": lambda: aws(url, paths),
            "oci": lambda: oci(url),
        }[cloud]()
    except (ImportError, AttributeError) as reason:
        print("no cloud-init that this test knows:", reason)
        sys.exit(77)
    print(json.dumps(seen))


main(*sys.argv[1:])
