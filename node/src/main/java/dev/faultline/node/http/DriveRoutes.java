package dev.faultline.node.http;

import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;

import dev.faultline.node.control.DriveStatus;
import dev.faultline.node.control.NodeControl;
import dev.faultline.node.control.NodeStatus;
import dev.faultline.node.http.Json.BadBody;
import java.util.List;

/** {@code /drives}, {@code /drives/N} and {@code /drives/N/FAULT}. */
final class DriveRoutes {

    private static final String PREFIX = "/drives";

    private static final String FAULTS = "fail, slow, corrupt, tear, replace";
    private static final long MOST_BLOCKS = 1_000_000;

    private final NodeStatus node;
    private final NodeControl control;

    DriveRoutes(NodeStatus node, NodeControl control) {
        this.node = node;
        this.control = control;
    }

    static boolean has(String path) {
        return path.equals(PREFIX) || path.startsWith(PREFIX + "/");
    }

    Answer get(String path) {
        String[] parts = parts(path);
        List<DriveStatus> drives = node.drives();
        if (parts.length == 0) {
            return Answer.json(OK, StatusView.Drive.all(node));
        }
        int drive = drive(parts[0], drives.size());
        if (drive < 0) {
            return noSuchDrive(parts[0], drives.size());
        }
        return parts.length == 1
                ? Answer.json(OK, StatusView.Drive.of(drives.get(drive)))
                : Answer.onlyMethods("POST");
    }

    Answer post(String path, byte[] body) throws BadBody {
        String[] parts = parts(path);
        if (parts.length != 2) {
            return Answer.error(
                    NOT_FOUND, "POST to %s/N/FAULT, FAULT one of %s".formatted(PREFIX, FAULTS));
        }
        int count = node.drives().size();
        int drive = drive(parts[0], count);
        if (drive < 0) {
            return noSuchDrive(parts[0], count);
        }
        switch (parts[1]) {
            case "fail" -> {
                Body.parse(body);
                control.fail(drive);
            }
            case "slow" -> control.slow(drive, Body.parse(body, "factor").positiveNumber("factor"));
            case "corrupt" -> {
                return corrupt(drive, body);
            }
            case "tear" -> {
                Body.parse(body);
                control.tear(drive);
            }
            case "replace" -> {
                Body.parse(body);
                control.replace(drive);
            }
            default -> {
                return Answer.error(
                        NOT_FOUND, "no fault '%s'; there are: %s".formatted(parts[1], FAULTS));
            }
        }
        return Answer.json(OK, StatusView.Drive.of(node.drives().get(drive)));
    }

    private Answer corrupt(int drive, byte[] text) throws BadBody {
        Body body = Body.parse(text, "blocks", "seed");
        int blocks = (int) body.wholeNumber("blocks", 1, 1, MOST_BLOCKS);
        long seed = body.wholeNumber("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
        return Answer.json(OK, new Corrupted(control.corrupt(drive, blocks, seed)));
    }

    private record Corrupted(int blocksChanged) {}

    private static String[] parts(String path) {
        String rest = path.substring(PREFIX.length());
        return rest.isEmpty() || rest.equals("/")
                ? new String[0]
                : rest.substring(1).split("/", -1);
    }

    private static int drive(String text, int count) {
        boolean number = text.matches("[0-9]{1,9}");
        int drive = number ? Integer.parseInt(text) : -1;
        return drive < count ? drive : -1;
    }

    private static Answer noSuchDrive(String text, int count) {
        return Answer.error(
                NOT_FOUND, "no drive '%s'; there are 0 to %d".formatted(text, count - 1));
    }
}
