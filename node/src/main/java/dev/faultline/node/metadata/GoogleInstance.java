package dev.faultline.node.metadata;

import dev.faultline.node.metadata.Tree.Folder;
import dev.faultline.node.metadata.Tree.Items;
import dev.faultline.node.metadata.Tree.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Google's {@code computeMetadata/v1} holds; no key names the availability domain. */
final class GoogleInstance {

    /** Series whose guests are told of planned maintenance, as documented for Compute Engine. */
    private static final Set<String> TOLD =
            Set.of(
                    "z3", "z4d", "c3", "c3d", "c4", "c4a", "c4d", "m1", "m2", "m3", "m4", "h3",
                    "h4d", "a2", "a3", "a4", "x4");

    private GoogleInstance() {}

    static boolean tellsUpcoming(Instance.Shape shape) {
        return TOLD.contains(shape.name().toLowerCase(Locale.ROOT).split("-")[0]);
    }

    static List<String> reasons(MaintenanceEvent event) {
        return List.of(event.planned() ? "PLANNED_UPDATE" : "FAILURE_INFRA");
    }

    static Folder tree(
            Instance instance,
            String maintenanceEvent,
            @Nullable Folder upcoming,
            boolean preempted) {
        long number = Ids.number("project/" + instance.account(), 12);
        Folder project =
                Folder.of(
                        "attributes",
                        Folder.of(),
                        "numeric-project-id",
                        number,
                        "project-id",
                        instance.account());
        return Folder.of(
                "instance",
                instance(instance, number, maintenanceEvent, upcoming, preempted),
                "project",
                project);
    }

    private static Folder instance(
            Instance instance,
            long project,
            String maintenanceEvent,
            @Nullable Folder upcoming,
            boolean preempted) {
        Instance.Placement at = instance.placement();
        Folder attributes = Folder.ofTexts(instance.tags());
        attributes.put("user-data", instance.userData());
        return Folder.of("attributes", attributes)
                .put("cpu-platform", "Unknown CPU Platform")
                .put("description", "")
                .put("disks", Items.of(bootDisk()))
                .put("hostname", hostname(instance))
                .put("id", Ids.number("vm/" + instance.account() + "/" + instance.name(), 18))
                .put("image", "projects/" + instance.account() + "/global/images/faultline")
                .put("licenses", Items.of())
                .put(
                        "machine-type",
                        "projects/%d/machineTypes/%s".formatted(project, instance.shape().name()))
                .put("maintenance-event", maintenanceEvent)
                .put("name", instance.name())
                .put("network-interfaces", Items.of(network(instance, project)))
                .put("preempted", preempted ? "TRUE" : "FALSE")
                .put("remaining-cpu-time", -1)
                .put("scheduling", scheduling(instance))
                .put("service-accounts", Folder.of())
                .put("tags", List.of())
                .put("upcoming-maintenance", tellsUpcoming(instance.shape()) ? upcoming : null)
                .put("virtual-clock", Folder.of("drift-token", "0"))
                .put("zone", "projects/%d/zones/%s".formatted(project, at.zone()));
    }

    private static Folder bootDisk() {
        return Folder.of("device-name", "boot")
                .put("index", 0)
                .put("interface", "NVME")
                .put("mode", "READ_WRITE")
                .put("type", "PERSISTENT-BALANCED");
    }

    private static Folder scheduling(Instance instance) {
        return Folder.of("automatic-restart", "TRUE")
                .put(
                        "on-host-maintenance",
                        instance.shape().liveMigrates() ? "MIGRATE" : "TERMINATE")
                .put("preemptible", "FALSE");
    }

    private static Folder network(Instance instance, long project) {
        Instance.Address address = instance.address();
        return Folder.of("access-configs", Items.of())
                .put("dns-servers", List.of("169.254.169.254"))
                .put("forwarded-ips", Items.of())
                .put("ip", address.ipv4())
                .put("ip-aliases", Items.of())
                .put("mac", address.mac())
                .put("mtu", 1460)
                .put("network", "projects/%d/networks/%s".formatted(project, "default"))
                .put("subnetmask", mask(address.prefixBits()))
                .put("target-instance-ips", Items.of());
    }

    private static String hostname(Instance instance) {
        return "%s.%s.c.%s.internal"
                .formatted(instance.name(), instance.placement().zone(), instance.account());
    }

    private static String mask(int bits) {
        int mask = bits == 0 ? 0 : -1 << (32 - bits);
        return "%d.%d.%d.%d"
                .formatted(mask >>> 24, mask >>> 16 & 255, mask >>> 8 & 255, mask & 255);
    }

    /** Every value with its path, as {@code recursive=true&alt=text} gives them. */
    static List<String> flat(Tree tree) {
        List<String> lines = new ArrayList<>();
        flatten(tree, "", lines);
        return lines;
    }

    private static void flatten(Tree tree, String path, List<String> lines) {
        switch (tree) {
            case Leaf leaf -> lines.add(path + " " + leaf.value());
            case Folder folder ->
                    folder.entries().forEach((name, in) -> flatten(in, join(path, name), lines));
            case Items list -> {
                for (int i = 0; i < list.items().size(); i++) {
                    flatten(list.items().get(i), join(path, Integer.toString(i)), lines);
                }
            }
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }
}
