package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.reactor.CannotListenException;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.UnixOptions;

/** UNIX sockets over the system's own: files, modes, locks. */
class UnixSocketTest extends Contract {
    @TempDir Path folder;

    UnixSocketTest() {
        super(SocketKernel.chosen());
    }

    private Path file() {
        return folder.resolve("x.sock");
    }

    private Path lock() {
        return folder.resolve("x.sock.lock");
    }

    private void listenUnix(UnixOptions options, Recorder... protocols) {
        on(() -> port = reactor.listenUnix(file(), new RecordingFactory(protocols), options));
    }

    private void stopPort() {
        Port stopped = port;
        on(() -> stopped.stopListening().thenRun(() -> say("stopped")));
        untilSaid("stopped");
    }

    @Test
    void UX1_aConnectionOverAFile() {
        Recorder server = new Recorder("server");
        Recorder client = new Recorder("client");
        listenUnix(UnixOptions.STANDARD, server);
        on(() -> reactor.connectUnix(file(), new RecordingClientFactory(client)));
        untilSaid("server made");
        untilSaid("client made");
        on(() -> client.write("over a file"));
        until(() -> server.hears("over a file"));
        assertThat(port.getHost()).isEqualTo(UnixDomainSocketAddress.of(file()));
        on(
                () ->
                        assertThat(server.transport().getPeer())
                                .isInstanceOf(UnixDomainSocketAddress.class));
        on(() -> client.transport().abortConnection());
        untilSaid("client lost ConnectionAborted");
        until(() -> events.stream().anyMatch(event -> event.startsWith("server lost")));
    }

    @Test
    void UX1_theModeIsSet() throws IOException {
        listenUnix(UnixOptions.STANDARD.withMode(0600));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void UX2_aLiveLockKeepsOthersOut() throws IOException {
        listenUnix(UnixOptions.STANDARD);
        assertThat(Files.readSymbolicLink(lock()).toString())
                .isEqualTo(String.valueOf(ProcessHandle.current().pid()));
        assertThatThrownBy(() -> listenUnix(UnixOptions.STANDARD))
                .isInstanceOf(CannotListenException.class)
                .hasMessageContaining("Cannot acquire lock " + lock());
    }

    @Test
    void UX2_whatADeadProcessLeftIsRemoved() throws IOException {
        leaveStaleFile();
        Files.createSymbolicLink(lock(), Path.of("999999999"));
        listenUnix(UnixOptions.STANDARD);
        assertThat(port.isListening()).isTrue();
    }

    private void leaveStaleFile() throws IOException {
        try (ServerSocketChannel stale = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            stale.bind(UnixDomainSocketAddress.of(file()));
        }
        assertThat(file()).exists();
    }

    @Test
    void UX2_UX3_fileAndLockGoWithThePort() {
        listenUnix(UnixOptions.STANDARD);
        stopPort();
        assertThat(file()).doesNotExist();
        assertThat(Files.exists(lock(), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void UX3_withoutALockAFileThatIsThereIsInUse() throws IOException {
        leaveStaleFile();
        assertThatThrownBy(() -> listenUnix(UnixOptions.STANDARD.withLock(false)))
                .isInstanceOf(CannotListenException.class)
                .hasMessageContaining("Address already in use");
    }

    @Test
    void UX4_Δ14_aFailureStartsNoFactory_andLeavesNoLock() throws IOException {
        Files.createDirectory(file());
        Files.createFile(file().resolve("full"));
        assertThatThrownBy(() -> listenUnix(UnixOptions.STANDARD))
                .isInstanceOf(CannotListenException.class);
        check();
        assertThat(Files.exists(lock(), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void UX5_aFileThatIsMissingOrStaleRefusesTheConnection() throws IOException {
        on(() -> reactor.connectUnix(file(), new RecordingClientFactory(new Recorder("client"))));
        untilSaid("failed ConnectFailed DISCONNECTED");
        on(events::clear);
        leaveStaleFile();
        on(() -> reactor.connectUnix(file(), new RecordingClientFactory(new Recorder("client"))));
        untilSaid("failed ConnectFailed DISCONNECTED");
    }

    @Test
    void aPathThatIsTooLongIsRefusedWithItsLength() {
        Path longPath = folder.resolve("x".repeat(120));
        assertThatThrownBy(() -> on(() -> reactor.listenUnix(longPath, new RecordingFactory())))
                .isInstanceOf(CannotListenException.class)
                .hasMessageContaining("bytes, and the system has room for 107; use a shorter one");
        check();
    }

    @Test
    void aMissingFolderIsReported() {
        Path path = folder.resolve("none/x.sock");
        assertThatThrownBy(() -> on(() -> reactor.listenUnix(path, new RecordingFactory())))
                .isInstanceOf(CannotListenException.class)
                .hasMessageContaining("there is no folder " + folder.resolve("none"));
    }

    @Test
    void endpointStringsChooseUnixSockets() throws IOException {
        Recorder client = new Recorder("client");
        on(
                () -> {
                    port =
                            reactor.listen(
                                    "unix:" + file() + ":mode=660:lock=no",
                                    new RecordingFactory(new Recorder("server")));
                    reactor.connect("unix:" + file(), new RecordingClientFactory(client));
                });
        untilSaid("client made");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-rw----");
        assertThat(lock()).doesNotExist();
    }

    // ---- datagrams

    private final class Listener extends DatagramProtocol {
        private final String name;
        private final List<Object> senders = new ArrayList<>();

        Listener(String name) {
            this.name = name;
        }

        @Override
        public void datagramReceived(byte[] data, java.net.SocketAddress from) {
            senders.add(from);
            say(name + " hears " + new String(data));
        }
    }

    @Test
    void UD10_datagramsOverFiles_bothWays() {
        Listener server = new Listener("server");
        Listener client = new Listener("client");
        Path answers = folder.resolve("answers.sock");
        Port[] ports = {null, null};
        on(
                () -> {
                    ports[0] = reactor.listenUnixDatagram(file(), server);
                    ports[1] = reactor.connectUnixDatagram(file(), client, answers, 100);
                    client.transport().write("question".getBytes());
                });
        untilSaid("server hears question");
        on(
                () -> {
                    assertThat(server.senders).containsExactly(UnixDomainSocketAddress.of(answers));
                    server.transport()
                            .write("answer".getBytes(), UnixDomainSocketAddress.of(answers));
                });
        untilSaid("client hears answer");
        on(() -> ports[0].stopListening().thenRun(() -> say("stopped")));
        untilSaid("stopped");
        assertThat(file()).doesNotExist();
    }

    @Test
    void UD10_datagramsOfASenderWithoutAFileAreReceived() {
        Listener server = new Listener("server");
        Listener client = new Listener("client");
        on(
                () -> {
                    reactor.listenUnixDatagram(file(), server);
                    reactor.connectUnixDatagram(file(), client, null, 100);
                    client.transport().write("hello".getBytes());
                });
        untilSaid("server hears hello");
    }

    @Test
    void UD10_aFileThatIsMissingCannotBeConnectedTo() {
        on(
                () ->
                        assertThatThrownBy(
                                        () ->
                                                reactor.connectUnixDatagram(
                                                        file(), new Listener("client"), null, 100))
                                .isInstanceOf(CannotListenException.class)
                                .hasMessageContaining(file().toString()));
    }
}
