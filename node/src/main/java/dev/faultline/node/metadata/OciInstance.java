package dev.faultline.node.metadata;

import dev.faultline.node.metadata.Tree.Folder;
import dev.faultline.node.metadata.Tree.Items;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What OCI's {@code /opc/v2} says: the instance, its interfaces, and for bare metal its host with
 * the rack. Fault domains count from 1.
 */
final class OciInstance {

    /** A time before all others: a guest's clock is no part of the model. */
    private static final long CREATED_MILLIS = 1_753_171_691_822L;

    private OciInstance() {}

    static Tree tree(Instance instance) {
        boolean bareMetal = instance.shape().name().toUpperCase(Locale.ROOT).startsWith("BM.");
        return Folder.of("instance", instance(instance))
                .put("vnics", Items.of(vnic(instance)))
                .put("host", bareMetal ? host(instance) : null);
    }

    private static Folder instance(Instance instance) {
        Instance.Placement at = instance.placement();
        String key = regionKey(at.region());
        Folder metadata = Folder.of("user_data", instance.userData());
        return Folder.of("agentConfig", Folder.of("managementDisabled", false))
                .put("availabilityDomain", at.zone())
                .put("canonicalRegionName", at.region())
                .put("compartmentId", ocid("compartment", "", instance.account()))
                .put("definedTags", Folder.of())
                .put("displayName", instance.name())
                .put("faultDomain", faultDomain(at.failureDomain()))
                .put("freeformTags", Folder.ofTexts(instance.tags()))
                .put("hostname", instance.name())
                .put("id", ocid("instance", key, instance.account() + "/" + instance.name()))
                .put("image", ocid("image", key, instance.account()))
                .put("metadata", metadata)
                .put("ociAdName", adName(at.zone(), key))
                .put("region", key)
                .put("regionInfo", regionInfo(at.region(), key))
                .put("shape", instance.shape().name())
                .put("shapeConfig", shapeConfig(instance.shape()))
                .put("state", "Running")
                .put("tenantId", ocid("tenancy", "", instance.account()))
                .put("timeCreated", CREATED_MILLIS);
    }

    private static Folder regionInfo(String region, String key) {
        return Folder.of("realmDomainComponent", "oraclecloud.com")
                .put("realmKey", "oc1")
                .put("regionIdentifier", region)
                .put("regionKey", key.toUpperCase(Locale.ROOT));
    }

    /** An OCPU is two of the catalog's vCPUs. */
    private static Folder shapeConfig(Instance.Shape shape) {
        return Folder.of("maxVnicAttachments", 2)
                .put("memoryInGBs", shape.memoryBytes() / (double) (1 << 30))
                .put("ocpus", shape.vcpus() / 2.0);
    }

    private static Folder vnic(Instance instance) {
        Instance.Address address = instance.address();
        return Folder.of("macAddr", address.mac())
                .put("privateIp", address.ipv4())
                .put("subnetCidrBlock", address.subnet() + "/" + address.prefixBits())
                .put("vlanTag", 1)
                .put(
                        "vnicId",
                        ocid(
                                "vnic",
                                regionKey(instance.placement().region()),
                                instance.account() + "/" + instance.name()));
    }

    private static Folder host(Instance instance) {
        Instance.Placement at = instance.placement();
        String rack = at.rack() == null ? instance.name() : at.rack();
        return Folder.of("buildingId", "building:" + Ids.hex("building/" + at.zone(), 64))
                .put("id", Ids.hex("host/" + instance.account() + "/" + instance.name(), 64))
                .put("networkBlockId", Ids.hex("block/" + at.zone(), 64))
                .put("rackId", Ids.hex("rack/" + instance.account() + "/" + rack, 64));
    }

    private static String faultDomain(OptionalInt domain) {
        return "FAULT-DOMAIN-" + (domain.orElse(0) + 1);
    }

    /** The number that ends the availability domain's name, as in {@code iad-ad-1}. */
    private static String adName(String zone, String key) {
        return key + "-ad-" + zone.replaceFirst("^.*-", "");
    }

    /** Three letters stand for the best-known regions; for others their own name does. */
    private static String regionKey(String region) {
        return switch (region) {
            case "us-ashburn-1" -> "iad";
            case "us-phoenix-1" -> "phx";
            case "eu-frankfurt-1" -> "fra";
            case "uk-london-1" -> "lhr";
            default -> region;
        };
    }

    private static String ocid(String kind, String region, String of) {
        return "ocid1.%s.oc1.%s.%s".formatted(kind, region, Ids.hex(kind + "/" + of, 60));
    }
}
