package org.ropewalk.it.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.jfr.FlightRecorderEvents;
import org.ropewalk.observe.ConnectAttempt;
import org.ropewalk.observe.ConnectionInfo;
import org.ropewalk.observe.ConnectionScope;
import org.ropewalk.observe.Handshake;
import org.ropewalk.testing.StringTransport;

/** The events of JDK Flight Recorder, as its consumer and {@code jfr print} read them. */
class FlightRecorderTest {
    private static final Set<String> COMMON =
            Set.of("startTime", "duration", "eventThread", "stackTrace");

    @TempDir private Path folder;

    private Path recorded(String threshold) throws IOException {
        FlightRecorderEvents events = new FlightRecorderEvents();
        Path file = folder.resolve("events.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("org.ropewalk.Command").with("threshold", threshold);
            for (String name : List.of("Connection", "Handshake", "Connect", "LoopBlocked")) {
                recording.enable("org.ropewalk." + name).withoutThreshold();
            }
            recording.start();
            JobsFactory factory = new JobsFactory(peer -> new Jobber());
            factory.observe(events);
            StringTransport transport = new StringTransport().connect(factory);
            transport.deliver("GET a\r\nGET gone\r\nQUIT\r\n");
            transport.finish();
            ConnectionScope secured =
                    events.opened(new ConnectionInfo("Jobs", ConnectionInfo.Side.CLIENT, 1, null));
            secured.handshake(new Handshake("TLSv1.3", "TLS_AES_256_GCM_SHA384", 7_000, null));
            events.attempted(new ConnectAttempt("Jobs", "tcp:there:7", true, 5_000_000, null));
            events.blocked(
                    "ropewalk-home",
                    Duration.ofSeconds(2),
                    List.of(new StackTraceElement("Jobber", "get", "Jobber.java", 7)));
            recording.stop();
            recording.dump(file);
        }
        return file;
    }

    private static List<RecordedEvent> ours(Path file) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("org.ropewalk."))
                .toList();
    }

    private static List<RecordedEvent> named(String name, Path file) throws IOException {
        return ours(file).stream()
                .filter(event -> event.getEventType().getName().equals("org.ropewalk." + name))
                .toList();
    }

    @Test
    void commands_above_the_threshold_are_events() throws IOException {
        Path file = recorded("0 ns");

        assertThat(named("Command", file))
                .extracting(event -> event.getString("command") + " " + event.getString("outcome"))
                .containsExactly("get replied", "get rejected", "quit replied");
        RecordedEvent first = named("Command", file).get(0);
        assertThat(first.getString("protocol")).isEqualTo("Jobs");
        assertThat(first.getString("side")).isEqualTo("server");
        assertThat(first.getLong("bytesIn")).isEqualTo(7);
        assertThat(first.getLong("bytesOut")).isEqualTo(10);
    }

    @Test
    void commands_below_the_threshold_are_none() throws IOException {
        assertThat(named("Command", recorded("1 h"))).isEmpty();
    }

    @Test
    void connections_attempts_and_blocked_loops_are_events() throws IOException {
        Path file = recorded("1 h");

        assertThat(named("Connection", file))
                .extracting(event -> event.getString("cause"))
                .containsExactly("closed");
        assertThat(named("Connect", file).get(0).getDuration("connectTime"))
                .isEqualTo(Duration.ofMillis(5));
        assertThat(named("LoopBlocked", file).get(0).getString("stack"))
                .isEqualTo("Jobber.get(Jobber.java:7)\n");
    }

    @Test
    void jfr_prints_them() throws Exception {
        Path file = recorded("0 ns");

        String printed = printed("jfr print --events org.ropewalk.* " + file);

        Set<String> names =
                ours(file).stream()
                        .map(event -> event.getEventType().getName())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names)
                .containsExactly(
                        "org.ropewalk.Command",
                        "org.ropewalk.Connect",
                        "org.ropewalk.Connection",
                        "org.ropewalk.Handshake",
                        "org.ropewalk.LoopBlocked");
        names.forEach(name -> assertThat(printed).contains(name + " {"));
        assertThat(printed).contains("outcome = \"rejected\"").contains("bytesOut = 14 bytes");
    }

    @Test
    void the_commands_of_the_guide_record_and_print_slow_commands() throws Exception {
        Path file = folder.resolve("slow.jfr");
        List<String> commands =
                Files.readAllLines(Path.of("..", "docs", "observing.md")).stream()
                        .filter(line -> line.startsWith("jcmd ") || line.startsWith("jfr "))
                        .map(line -> line.replace("PID", "" + ProcessHandle.current().pid()))
                        .map(line -> line.replace("5ms", "0ms").replace("slow.jfr", "" + file))
                        .map(line -> line.replace("'", ""))
                        .toList();
        assertThat(commands).hasSize(3);

        assertThat(printed(commands.get(0))).contains("Started recording").doesNotContain("Warn");
        JobsFactory factory = new JobsFactory(peer -> new Jobber());
        factory.observe(new FlightRecorderEvents());
        new StringTransport().connect(factory).deliver("GET a\r\n");
        printed(commands.get(1));
        FlightRecorder.getFlightRecorder().getRecordings().stream()
                .filter(recording -> recording.getName().equals("slow"))
                .forEach(Recording::close);

        assertThat(printed(commands.get(2))).contains("command = \"get\"");
    }

    private static String printed(String line) throws Exception {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.set(0, Path.of(System.getProperty("java.home"), "bin", words.get(0)).toString());
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    @Test
    void the_guide_lists_every_event_and_its_fields() throws IOException {
        recorded("1 h");
        Set<String> rows = new TreeSet<>();
        for (EventType type : FlightRecorder.getFlightRecorder().getEventTypes()) {
            if (type.getName().startsWith("org.ropewalk.")) {
                rows.add(
                        type.getFields().stream()
                                .map(ValueDescriptor::getName)
                                .filter(name -> !COMMON.contains(name))
                                .sorted()
                                .collect(Collectors.joining(", ", type.getName() + ": ", "")));
            }
        }

        Set<String> listed = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "observing.md"))) {
            if (line.matches("\\| `org\\.ropewalk\\.[A-Z].*")) {
                String[] cells = line.replace("`", "").split("\\|");
                listed.add(
                        Arrays.stream(cells[3].split(","))
                                .map(String::strip)
                                .sorted()
                                .collect(Collectors.joining(", ", cells[1].strip() + ": ", "")));
            }
        }
        assertThat(listed).isEqualTo(rows);
    }
}
