package dev.faultline.node.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.node.metadata.MaintenanceEvent.Effect;
import dev.faultline.node.metadata.MaintenanceEvent.Phase;
import dev.faultline.node.metadata.Tree.Folder;
import dev.faultline.node.metadata.Tree.Items;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What EC2's metadata service says. {@code placement/partition-number} counts from 1, and is there
 * in partition placement groups only. Credentials are the documentation's example ones: they open
 * nothing.
 */
record AwsInstance(Instance instance, Platform platform, Instant now, Behaviour behaviour) {

    private static final Duration SPOT_NOTICE = Duration.ofMinutes(2);
    private static final Duration CREDENTIALS = Duration.ofHours(6);
    private static final String ROLE = "faultline-node";

    /** The version that introduced a category, from the documentation. */
    private static final Map<String, String> SINCE =
            Map.of(
                    "meta-data/events/maintenance", "2018-08-17",
                    "meta-data/events/recommendations", "2020-10-27",
                    "meta-data/placement/availability-zone-id", "2020-10-27",
                    "meta-data/placement/group-name", "2020-10-27",
                    "meta-data/placement/partition-number", "2020-10-27",
                    "meta-data/placement/region", "2020-10-27",
                    "meta-data/spot/instance-action", "2016-11-15",
                    "meta-data/spot/termination-time", "2014-11-05",
                    "meta-data/services/partition", "2015-10-20",
                    "meta-data/tags", "2021-03-23");

    Tree tree(String version) {
        Folder all =
                Folder.of("dynamic", dynamic())
                        .put("meta-data", metaData())
                        .put("user-data", instance.userData());
        SINCE.forEach((category, since) -> {
            if (version.compareTo(since) < 0) {
                all.remove(category);
            }
        });
        return all;
    }

    private Folder metaData() {
        Folder services = Folder.of("domain", "amazonaws.com", "partition", "aws");
        return Folder.of("ami-id", "ami-" + Ids.hex("image", 17))
                .put("ami-launch-index", 0)
                .put("ami-manifest-path", "(unknown)")
                .put("block-device-mapping", Folder.of("ami", "/dev/xvda", "root", "/dev/xvda"))
                .put("events", events())
                .put("hostname", hostname())
                .put("iam", iam())
                .put("instance-action", "none")
                .put("instance-id", id("i-"))
                .put("instance-life-cycle", spot().isPresent() ? "spot" : "on-demand")
                .put("instance-type", instance.shape().name())
                .put("local-hostname", hostname())
                .put("local-ipv4", instance.address().ipv4())
                .put("mac", instance.address().mac())
                .put("network", network())
                .put("placement", placement())
                .put("profile", "default-hvm")
                .put("reservation-id", "r-" + Ids.hex("reservation/" + instance.account(), 17))
                .put("security-groups", "default")
                .put("services", services)
                .put("spot", spot().map(this::spotAction).orElse(null))
                .put("system", "nitro")
                .put("tags", Folder.of("instance", tags()));
    }

    private Folder placement() {
        Instance.Placement at = instance.placement();
        OptionalInt domain = at.failureDomain();
        return Folder.of("availability-zone", at.zone())
                .put("availability-zone-id", zoneId(at))
                .put("group-name", at.group().isEmpty() ? null : at.group())
                .put("partition-number", domain.isPresent() ? domain.getAsInt() + 1 : null)
                .put("region", at.region());
    }

    /** As {@code use1-az1}: the region's letters, and the zone's letter as a number. */
    private static String zoneId(Instance.Placement at) {
        String[] words = at.region().split("-");
        StringBuilder id = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            id.append(words[i].charAt(0));
        }
        int zone = at.zone().isEmpty() ? 1 : at.zone().charAt(at.zone().length() - 1) - 'a' + 1;
        return id + "-az" + zone;
    }

    private Folder events() {
        List<MaintenanceEvent> told =
                platform.pendingFor(instance.name(), now).stream().filter(this::isTold).toList();
        List<MaintenanceEvent> over =
                platform.overFor(instance.name(), now).stream().filter(this::isTold).toList();
        Folder maintenance = Folder.of("history", list(over)).put("scheduled", list(told));
        Folder recommendations =
                spot().map(event ->
                                Folder.of(
                                        "rebalance",
                                        json(
                                                Folder.of(
                                                        "noticeTime",
                                                        Times.rfc3339(event.announced())))))
                        .orElse(null);
        return Folder.of("maintenance", maintenance).put("recommendations", recommendations);
    }

    private boolean isTold(MaintenanceEvent event) {
        return event.effect() != Effect.PREEMPT;
    }

    private String list(List<MaintenanceEvent> events) {
        return json(new Items(events.stream().<Tree>map(this::event).toList()));
    }

    private Folder event(MaintenanceEvent event) {
        Phase phase = event.phase(now);
        String prefix =
                switch (phase) {
                    case COMPLETED -> "[Completed] ";
                    case CANCELED -> "[Canceled] ";
                    case UNANNOUNCED, SCHEDULED, STARTED -> "";
                };
        boolean over = !prefix.isEmpty();
        return Folder.of("NotBefore", Times.aws(event.notBefore()))
                .put("Code", code(event.effect()))
                .put("Description", prefix + event.description())
                .put("EventId", "instance-event-" + Ids.hex("event/" + event.id(), 17))
                .put("NotAfter", Times.aws(event.windowEnd()))
                .put("State", over ? phase.name().toLowerCase(Locale.ROOT) : "active");
    }

    private static String code(Effect effect) {
        return switch (effect) {
            case LIVE_MIGRATE -> "system-maintenance";
            case RESTART -> "system-reboot";
            case REDEPLOY -> "instance-stop";
            case TERMINATE, PREEMPT -> "instance-retirement";
        };
    }

    private Optional<MaintenanceEvent> spot() {
        return platform.pendingFor(instance.name(), now).stream()
                .filter(event -> event.effect() == Effect.PREEMPT)
                .findFirst();
    }

    /** There from two minutes before. */
    private @Nullable Folder spotAction(MaintenanceEvent event) {
        if (now.isBefore(event.start().minus(behaviour.scaled(SPOT_NOTICE)))) {
            return null;
        }
        String time = Times.rfc3339(event.start());
        return Folder.of("instance-action", json(Folder.of("action", "terminate", "time", time)))
                .put("termination-time", time);
    }

    private Folder iam() {
        Folder info =
                Folder.of("Code", "Success")
                        .put("LastUpdated", Times.rfc3339(now))
                        .put(
                                "InstanceProfileArn",
                                "arn:aws:iam::%d:instance-profile/%s".formatted(account(), ROLE))
                        .put("InstanceProfileId", "AIPA" + Ids.hex("profile", 17));
        Folder credentials =
                Folder.of("Code", "Success")
                        .put("LastUpdated", Times.rfc3339(now))
                        .put("Type", "AWS-HMAC")
                        .put("AccessKeyId", "ASIAIOSFODNN7EXAMPLE")
                        .put("SecretAccessKey", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
                        .put("Token", "token")
                        .put("Expiration", Times.rfc3339(now.plus(CREDENTIALS)));
        return Folder.of("info", json(info))
                .put("security-credentials", Folder.of(ROLE, json(credentials)));
    }

    private Folder network() {
        Instance.Address address = instance.address();
        String cidr = address.subnet() + "/" + address.prefixBits();
        Folder one =
                Folder.of("device-number", 0)
                        .put("interface-id", id("eni-"))
                        .put("local-hostname", hostname())
                        .put("local-ipv4s", address.ipv4())
                        .put("mac", address.mac())
                        .put("owner-id", account())
                        .put("security-groups", "default")
                        .put("subnet-id", "subnet-" + Ids.hex("subnet/" + cidr, 17))
                        .put("subnet-ipv4-cidr-block", cidr)
                        .put("vpc-id", "vpc-" + Ids.hex("vpc/" + instance.account(), 17))
                        .put("vpc-ipv4-cidr-block", cidr)
                        .put("vpc-ipv4-cidr-blocks", cidr);
        return Folder.of("interfaces", Folder.of("macs", Folder.of(address.mac(), one)));
    }

    private Folder dynamic() {
        Folder document =
                Folder.of("accountId", Long.toString(account()))
                        .put("architecture", "x86_64")
                        .put("availabilityZone", instance.placement().zone())
                        .put("imageId", "ami-" + Ids.hex("image", 17))
                        .put("instanceId", id("i-"))
                        .put("instanceType", instance.shape().name())
                        .put("pendingTime", "2025-07-22T08:08:11Z")
                        .put("privateIp", instance.address().ipv4())
                        .put("region", instance.placement().region())
                        .put("version", "2017-09-30");
        String text = new String(Json.writeIndented(document), UTF_8);
        return Folder.of("instance-identity", Folder.of("document", text));
    }

    private Folder tags() {
        Folder tags = Folder.of("Name", instance.name());
        instance.tags().forEach(tags::put);
        return tags;
    }

    private String hostname() {
        String name = "ip-" + instance.address().ipv4().replace('.', '-');
        String region = instance.placement().region();
        return name
                + (region.equals("us-east-1") ? ".ec2" : "." + region + ".compute")
                + ".internal";
    }

    private long account() {
        return Ids.number("account/" + instance.account(), 12);
    }

    private String id(String prefix) {
        return prefix + Ids.hex(prefix + instance.account() + "/" + instance.name(), 17);
    }

    private static String json(Tree tree) {
        return new String(Json.write(tree), UTF_8);
    }
}
