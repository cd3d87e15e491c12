package dev.faultline.node.metadata;

import dev.faultline.node.metadata.Tree.Folder;
import dev.faultline.node.metadata.Tree.Items;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What Azure's {@code /metadata/instance} says. All values are texts, and what does not apply is an
 * empty one. Local NVMe disks are not among {@code dataDisks}: the service lists managed disks
 * only.
 */
final class AzureInstance {

    /** Newest first, as the documentation lists them. */
    static final List<String> VERSIONS =
            List.of(
                    "2025-04-07",
                    "2024-07-17",
                    "2024-03-15",
                    "2023-11-15",
                    "2023-07-01",
                    "2021-12-13",
                    "2021-11-15",
                    "2021-11-01",
                    "2021-10-01",
                    "2021-08-01",
                    "2021-05-01",
                    "2021-03-01",
                    "2021-02-01",
                    "2021-01-01",
                    "2020-12-01",
                    "2020-10-01",
                    "2020-09-01",
                    "2020-07-15",
                    "2020-06-01",
                    "2019-11-01",
                    "2019-08-15",
                    "2019-08-01",
                    "2019-06-04",
                    "2019-06-01",
                    "2019-04-30",
                    "2019-03-11",
                    "2019-02-01",
                    "2018-10-01",
                    "2018-04-02",
                    "2018-02-01",
                    "2017-12-01",
                    "2017-10-01",
                    "2017-08-01",
                    "2017-04-02",
                    "2017-03-01");

    /** The version that introduced a key, from the documentation; the others were there first. */
    private static final Map<String, String> SINCE =
            Map.ofEntries(
                    Map.entry("compute/additionalCapabilities", "2021-11-01"),
                    Map.entry("compute/azEnvironment", "2018-10-01"),
                    Map.entry("compute/evictionPolicy", "2020-12-01"),
                    Map.entry("compute/extendedLocation", "2021-03-01"),
                    Map.entry("compute/host", "2021-11-15"),
                    Map.entry("compute/hostGroup", "2021-11-15"),
                    Map.entry("compute/isHostCompatibilityLayerVm", "2020-06-01"),
                    Map.entry("compute/osProfile", "2020-07-15"),
                    Map.entry("compute/physicalZone", "2023-11-15"),
                    Map.entry("compute/placementGroupId", "2017-08-01"),
                    Map.entry("compute/platformSubFaultDomain", "2021-10-01"),
                    Map.entry("compute/priority", "2020-12-01"),
                    Map.entry("compute/provider", "2018-10-01"),
                    Map.entry("compute/publicKeys", "2018-04-02"),
                    Map.entry("compute/resourceGroupName", "2017-08-01"),
                    Map.entry("compute/resourceId", "2019-03-11"),
                    Map.entry("compute/securityProfile", "2020-06-01"),
                    Map.entry("compute/storageProfile", "2019-06-01"),
                    Map.entry("compute/storageProfile/resourceDisk", "2021-02-01"),
                    Map.entry("compute/subscriptionId", "2017-08-01"),
                    Map.entry("compute/tags", "2017-08-01"),
                    Map.entry("compute/tagsList", "2019-06-04"),
                    Map.entry("compute/userData", "2021-01-01"),
                    Map.entry("compute/virtualMachineScaleSet", "2021-03-01"),
                    Map.entry("compute/vmScaleSetName", "2017-12-01"),
                    Map.entry("compute/zone", "2017-12-01"));

    private AzureInstance() {}

    static Tree tree(Instance instance, String version) {
        Folder all = Folder.of("compute", compute(instance), "network", network(instance));
        SINCE.forEach((key, since) -> {
            if (version.compareTo(since) < 0) {
                all.remove(key);
            }
        });
        return all;
    }

    private static Folder compute(Instance instance) {
        Instance.Placement at = instance.placement();
        String subscription = Ids.uuid("subscription/" + instance.account());
        Folder capabilities = Folder.of("hibernationEnabled", "false");
        return Folder.of("additionalCapabilities", capabilities)
                .put("azEnvironment", "AzurePublicCloud")
                .put("evictionPolicy", "")
                .put("extendedLocation", Folder.of("name", "", "type", ""))
                .put("host", Folder.of("id", ""))
                .put("hostGroup", Folder.of("id", ""))
                .put("isHostCompatibilityLayerVm", "false")
                .put("licenseType", "")
                .put("location", at.region())
                .put("name", instance.name())
                .put("offer", "")
                .put("osProfile", osProfile(instance))
                .put("osType", "Linux")
                .put("physicalZone", at.zone().isEmpty() ? "" : at.region() + "-AZ0" + at.zone())
                .put("placementGroupId", Ids.uuid("group/" + at.group()))
                .put("plan", Folder.of("name", "", "product", "", "publisher", ""))
                .put("platformFaultDomain", text(at.failureDomain()))
                .put("platformSubFaultDomain", "")
                .put("platformUpdateDomain", text(at.updateDomain()))
                .put("priority", "Regular")
                .put("provider", "Microsoft.Compute")
                .put("publicKeys", Items.of())
                .put("publisher", "")
                .put("resourceGroupName", instance.account())
                .put("resourceId", resourceId(instance, subscription))
                .put("securityProfile", securityProfile())
                .put("sku", "")
                .put("storageProfile", storageProfile())
                .put("subscriptionId", subscription)
                .put("tags", tags(instance))
                .put("tagsList", tagsList(instance))
                .put("userData", instance.userData() == null ? "" : instance.userData())
                .put("version", "")
                .put("virtualMachineScaleSet", Folder.of("id", ""))
                .put("vmId", Ids.uuid("vm/" + instance.account() + "/" + instance.name()))
                .put("vmScaleSetName", "")
                .put("vmSize", instance.shape().name())
                .put("zone", at.zone());
    }

    private static Folder osProfile(Instance instance) {
        return Folder.of(
                "adminUsername",
                "faultline",
                "computerName",
                instance.name(),
                "disablePasswordAuthentication",
                "true");
    }

    private static Folder securityProfile() {
        return Folder.of(
                "encryptionAtHost",
                "false",
                "secureBootEnabled",
                "false",
                "securityType",
                "",
                "virtualTpmEnabled",
                "false");
    }

    private static Folder storageProfile() {
        return Folder.of(
                "dataDisks",
                Items.of(),
                "imageReference",
                Folder.of("id", "", "offer", "", "publisher", "", "sku", "", "version", ""),
                "osDisk",
                Folder.of("caching", "ReadWrite", "createOption", "FromImage", "name", "os"),
                "resourceDisk",
                Folder.of("size", "0"));
    }

    private static Folder network(Instance instance) {
        Instance.Address address = instance.address();
        Folder ip = Folder.of("privateIpAddress", address.ipv4()).put("publicIpAddress", "");
        Folder subnet =
                Folder.of("address", address.subnet())
                        .put("prefix", Integer.toString(address.prefixBits()));
        Folder one =
                Folder.of("ipv4", Folder.of("ipAddress", Items.of(ip), "subnet", Items.of(subnet)))
                        .put("ipv6", Folder.of("ipAddress", Items.of()))
                        .put("macAddress", address.mac().replace(":", "").toUpperCase(Locale.ROOT));
        return Folder.of("interface", Items.of(one));
    }

    private static String resourceId(Instance instance, String subscription) {
        return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Compute/virtualMachines/%s"
                .formatted(subscription, instance.account(), instance.name());
    }

    private static String tags(Instance instance) {
        return instance.tags().entrySet().stream()
                .map(tag -> tag.getKey() + ":" + tag.getValue())
                .collect(Collectors.joining(";"));
    }

    private static Items tagsList(Instance instance) {
        return new Items(
                instance.tags().entrySet().stream()
                        .<Tree>map(tag -> Folder.of("name", tag.getKey(), "value", tag.getValue()))
                        .toList());
    }

    private static String text(OptionalInt domain) {
        return domain.isPresent() ? Integer.toString(domain.getAsInt()) : "";
    }
}
