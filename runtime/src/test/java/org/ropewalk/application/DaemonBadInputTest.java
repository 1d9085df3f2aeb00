package org.ropewalk.application;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.tls.Pems;

/**
 * A daemon that cannot start: one line says what, where and how to mend it; the status says more.
 */
@Timeout(60)
class DaemonBadInputTest {
    @TempDir Path folder;

    private static final class Quiet extends Protocol {
        @Override
        protected void dataReceived(byte[] data) {}
    }

    /** The status and what is printed. */
    private static String start(UnaryOperator<Daemon> settings, String... endpoints) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status =
                settings.apply(Daemon.serving("probe", reactor -> Factory.forProtocol(Quiet::new)))
                        .says(new PrintStream(said, true, UTF_8))
                        .run(endpoints);
        return status + " " + said.toString(UTF_8).strip();
    }

    private static String start(String... endpoints) {
        return start(settings -> settings, endpoints);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drain | 10 s | give a time such as 500ms, 10s or 2m",
                "drain | -1s | give a time such as 500ms, 10s or 2m",
                "drain | PT10S | give a time such as 500ms, 10s or 2m",
                "stop-delay | '' | give a time such as 500ms, 10s or 2m",
                "loops | 0 | give a number from 1 to 1024",
                "loops | 1025 | give a number from 1 to 1024",
                "loops | two | give a number from 1 to 1024",
                "reactor | epoll | give nio, uring or best",
                "ready-file | '' | give the path of a file",
                "ready-file | / | the ready file needs a name, not /",
                "probes | 70000 | give a port on the loopback interface such as 8081, or an"
                        + " address and a port such as 10.0.0.1:8081",
                "probes | :8081 | give a port on the loopback interface such as 8081, or an"
                        + " address and a port such as 10.0.0.1:8081",
                "probes | nowhere.invalid:1 | there is no host nowhere.invalid; give an address of"
                        + " this machine",
            })
    void a_wrong_property_is_named_with_what_to_give(String name, String value, String advice) {
        Properties properties = new Properties();
        properties.setProperty("ropewalk.daemon." + name, value);
        assertThat(start(settings -> settings.properties(properties), RunningDaemon.ANY_PORT))
                .isEqualTo(
                        "2 probe cannot start: the property ropewalk.daemon."
                                + name
                                + " is \""
                                + value
                                + "\"; "
                                + advice);
    }

    @Test
    void a_property_that_is_not_known_is_named_with_those_that_are() {
        Properties properties = new Properties();
        properties.setProperty("ropewalk.daemon.drian", "1s");
        properties.setProperty("ropewalk.version", "any");
        assertThat(start(settings -> settings.properties(properties), RunningDaemon.ANY_PORT))
                .isEqualTo(
                        "2 probe cannot start: the property ropewalk.daemon.drian is not known; known"
                                + " are ropewalk.daemon.drain, ropewalk.daemon.loops,"
                                + " ropewalk.daemon.probes, ropewalk.daemon.reactor,"
                                + " ropewalk.daemon.ready-file,"
                                + " ropewalk.daemon.stop-delay");
    }

    @Test
    void a_reactor_that_this_machine_does_not_have() {
        assertThat(
                        start(
                                settings ->
                                        settings.reactor(
                                                loops -> {
                                                    throw new UnsupportedOperationException(
                                                            "io_uring cannot be used here: Operation"
                                                                    + " not permitted");
                                                }),
                                RunningDaemon.ANY_PORT))
                .isEqualTo(
                        "1 probe cannot start: io_uring cannot be used here: Operation not permitted");
    }

    @Test
    void a_port_in_use() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThat(start("tcp:port=" + port + ":interface=127.0.0.1"))
                    .isEqualTo(
                            "1 probe cannot start: Couldn't listen on 127.0.0.1:"
                                    + port
                                    + ": Address already in use; stop the process that listens"
                                    + " there, or give another address");
            assertThat(
                            start(
                                    settings ->
                                            settings.probes(
                                                    new InetSocketAddress("127.0.0.1", port)),
                                    RunningDaemon.ANY_PORT))
                    .isEqualTo(
                            "1 probe cannot start: the probes cannot listen on 127.0.0.1:"
                                    + port
                                    + ": Address already in use; stop the process that listens"
                                    + " there, or give another address");
        }
    }

    @Test
    void an_address_of_another_machine() {
        assertThat(start("tcp:port=0:interface=192.0.2.1"))
                .isEqualTo(
                        "1 probe cannot start: Couldn't listen on 192.0.2.1:0: Cannot assign"
                                + " requested address; give an address of this machine");
    }

    private String tls(Path certificate, Path key) {
        return start("tls:port=0:interface=127.0.0.1:certificate=" + certificate + ":key=" + key);
    }

    @Test
    void a_certificate_that_cannot_be_read() throws Exception {
        Path key = Pems.path("server.key");
        Path none = folder.resolve("none.pem");
        assertThat(tls(none, key))
                .isEqualTo(
                        "1 probe cannot start: there is no file "
                                + none
                                + "; give the path of a PEM file");
        assertThat(tls(folder, key))
                .isEqualTo(
                        "1 probe cannot start: the file "
                                + folder
                                + " cannot be read: Is a directory; give the path of a PEM file");
        Path damaged =
                Files.writeString(
                        folder.resolve("damaged.pem"),
                        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThat(tls(damaged, key))
                .startsWith("1 probe cannot start: a certificate in " + damaged + " is damaged: ")
                .endsWith("; copy or issue it again")
                .hasLineCount(1);
    }

    @Test
    void a_key_that_does_not_belong_to_the_certificate() {
        assertThat(tls(Pems.path("server.pem"), Pems.path("client.key")))
                .isEqualTo(
                        "1 probe cannot start: the key in "
                                + Pems.path("client.key")
                                + " does not belong to the first certificate in "
                                + Pems.path("server.pem")
                                + "; give the key for which that was issued");
    }

    /** Writing to the device {@code /dev/full} fails as it does where no space is left. */
    @Test
    void a_full_disk_for_the_ready_file() throws Exception {
        Path ready = folder.resolve("ready");
        Files.createSymbolicLink(folder.resolve("ready.tmp"), Path.of("/dev/full"));
        assertThat(start(settings -> settings.readyFile(ready), RunningDaemon.ANY_PORT))
                .isEqualTo(
                        "1 probe cannot start: the ready file "
                                + ready
                                + " cannot be written: No space left on device; free space or grant"
                                + " access there, or give another path");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_ready_file_whose_directory_is_missing_or_that_is_a_directory() throws Exception {
        Path ready = folder.resolve("none/ready");
        assertThat(start(settings -> settings.readyFile(ready), RunningDaemon.ANY_PORT))
                .isEqualTo(
                        "1 probe cannot start: the ready file "
                                + ready
                                + " cannot be written: its directory does not exist; create it, or"
                                + " give another path");
        Path full = Files.createDirectories(folder.resolve("full"));
        Files.writeString(full.resolve("any"), "");
        assertThat(start(settings -> settings.readyFile(full), RunningDaemon.ANY_PORT))
                .isEqualTo(
                        "1 probe cannot start: the ready file "
                                + full
                                + " cannot be removed: it is a directory; remove what is there, or"
                                + " give another path");
    }

    @Test
    void a_ready_file_that_is_something_else_is_not_removed() throws Exception {
        Path key = Files.writeString(folder.resolve("tls.key"), "-----BEGIN PRIVATE KEY-----\n");
        Path link = Files.createSymbolicLink(folder.resolve("link"), key);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(start(settings -> settings.readyFile(key), RunningDaemon.ANY_PORT))
                .isEqualTo(
                        "1 probe cannot start: the ready file "
                                + key
                                + " cannot be removed: it contains something else than a process"
                                + " id; remove what is there, or give another path");
        assertThat(start(settings -> settings.readyFile(link), RunningDaemon.ANY_PORT))
                .contains(link + " cannot be removed: it is a link or a device; remove");
        assertThat(start(settings -> settings.readyFile(empty), RunningDaemon.ANY_PORT))
                .contains(empty + " cannot be removed: it is a directory; remove");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("tls.key", "link", "empty");
    }

    @Test
    void a_wrong_endpoint() {
        assertThat(start("tpc:80"))
                .isEqualTo(
                        "2 probe cannot start: endpoint \"tpc:80\", at character 1: transport \"tpc\""
                                + " is not known; known are tcp, tls, unix, systemd, proxy");
        assertThat(start())
                .isEqualTo(
                        "2 probe needs one endpoint or more, such as tcp:4000 or unix:/run/x.sock");
    }

    @Test
    void a_fault_of_the_program_has_its_line_too() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status =
                Daemon.serving(
                                "probe",
                                reactor -> {
                                    throw new IllegalStateException("no\nluck");
                                })
                        .says(new PrintStream(said, true, UTF_8))
                        .run(RunningDaemon.ANY_PORT);
        assertThat(status).isEqualTo(Daemon.CANNOT_START);
        assertThat(said.toString(UTF_8)).isEqualTo("probe cannot start: no; luck\n");
    }
}
