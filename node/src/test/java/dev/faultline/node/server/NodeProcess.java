package dev.faultline.node.server;

import dev.faultline.node.device.ModelTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A node in a process of its own, to be killed. */
final class NodeProcess {

    private final Process process;
    private final InetSocketAddress address;
    private final List<String> output = new ArrayList<>();

    private NodeProcess(Path data, long sizeBytes) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--")) {
                command.add(flag);
            }
        }
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(
                List.of(NodeProcess.class.getName(), data.toString(), String.valueOf(sizeBytes)));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        address = awaitReady();
    }

    static NodeProcess start(Path data, long sizeBytes) throws IOException {
        return new NodeProcess(data, sizeBytes);
    }

    InetSocketAddress address() {
        return address;
    }

    /** What it printed before it was ready. */
    List<String> output() {
        return output;
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    private InetSocketAddress awaitReady() throws IOException {
        BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("ready ")) {
                return new InetSocketAddress(
                        InetAddress.getLoopbackAddress(),
                        Integer.parseInt(line.substring("ready ".length())));
            }
            output.add(line);
        }
        throw new IOException("the node ended: " + output);
    }

    /** The process itself: directory, size. */
    public static void main(String[] arguments) throws Exception {
        Node node =
                TestNodes.start(
                        Path.of(arguments[0]),
                        Long.parseLong(arguments[1]),
                        0,
                        ModelTime.unlimited());
        node.reports().forEach(report -> System.out.println("report: " + report));
        System.out.println("ready " + node.address().getPort());
        Thread.currentThread().join();
    }
}
