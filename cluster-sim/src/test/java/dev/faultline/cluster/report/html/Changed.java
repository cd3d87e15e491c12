package dev.faultline.cluster.report.html;

import dev.faultline.cluster.result.RunResult;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A result changed where people's words stand, or where something can be unknown. */
final class Changed {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Set<String> WORDS =
            Set.of(
                    "scenario",
                    "topology",
                    "what",
                    "name",
                    "group",
                    "kind",
                    "text",
                    "actual",
                    "resource",
                    "from",
                    "to",
                    "summary",
                    "source",
                    "confidence",
                    "code",
                    "command",
                    "topologyFile",
                    "topologyText",
                    "scenarioFile",
                    "scenarioText",
                    "missing",
                    "readBottleneck",
                    "writeBottleneck",
                    "bottleneck",
                    "priceDate",
                    "digest");

    private Changed() {}

    /** The same with these words in front of everything that a person may have written. */
    static RunResult withWords(String words, RunResult result) {
        JsonNode tree = JSON.valueToTree(result);
        prefix(tree, words);
        return JSON.treeToValue(tree, RunResult.class);
    }

    private static void prefix(JsonNode node, String words) {
        if (node instanceof ObjectNode object) {
            for (String key : object.propertyNames().toArray(String[]::new)) {
                JsonNode value = object.get(key);
                if (value.isString() && WORDS.contains(key)) {
                    object.put(key, words + value.stringValue());
                }
                prefix(value, words);
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(each -> prefix(each, words));
        }
    }

    /** The same with nothing known that need not be, as of a provider who tells little. */
    static RunResult knowingLittle(RunResult result) {
        ObjectNode tree = JSON.valueToTree(result);
        for (String path :
                new String[] {
                    "cluster.racks",
                    "cluster.rackUnits",
                    "density.racks",
                    "density.averageWatts",
                    "density.provisionedWatts",
                    "density.usableBytesPerMegawatt",
                    "density.usableBytesPerRack",
                    "power.budgetWatts",
                    "power.energyJoules",
                    "power.energyUsd",
                    "throughput.burstSeconds",
                    "rebuild.bottleneck",
                    "rebuild.startSeconds",
                    "rebuild.endSeconds",
                    "site.rackUnitsLimit",
                    "site.rackWattsLimit",
                    "redundancy.metadataMinimum"
                }) {
            String[] steps = path.split("\\.");
            ((ObjectNode) tree.get(steps[0])).putNull(steps[1]);
        }
        for (String path :
                new String[] {
                    "power.timeline",
                    "site.changes",
                    "site.samples",
                    "redundancy.timeline",
                    "rebuild.timeline",
                    "rebuild.bottlenecks"
                }) {
            String[] steps = path.split("\\.");
            ((ObjectNode) tree.get(steps[0])).putArray(steps[1]);
        }
        for (String list :
                new String[] {
                    "faults", "foreground", "utilisation", "expectations", "paths", "notes"
                }) {
            tree.putArray(list);
        }
        tree.get("site")
                .get("racks")
                .forEach(rack -> ((ObjectNode) rack).putNull("units").putNull("watts"));
        ((ObjectNode) tree.get("site")).put("domainKind", "provider");
        return JSON.treeToValue(tree, RunResult.class);
    }
}
