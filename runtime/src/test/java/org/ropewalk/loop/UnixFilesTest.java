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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.reactor.CannotListenException;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.UnixOptions;

/** What a UNIX port deletes, and what it leaves (F6). */
class UnixFilesTest extends Contract {
    @TempDir Path folder;

    UnixFilesTest() {
        super(SocketKernel.chosen());
    }

    private Path file() {
        return folder.resolve("x.sock");
    }

    private Path lock() {
        return folder.resolve("x.sock.lock");
    }

    private void listenUnix() {
        on(() -> port = reactor.listenUnix(file(), new RecordingFactory(), UnixOptions.STANDARD));
    }

    private void refused(String why) {
        assertThatThrownBy(this::listenUnix)
                .isInstanceOf(CannotListenException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining(why);
        on(() -> assertThat(events).isEmpty());
        assertThat(Files.exists(lock(), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    private void stop(Port stopped) {
        on(() -> stopped.stopListening().thenRun(() -> say("stopped")));
        untilSaid("stopped");
    }

    @Test
    void F6_aRegularFileStays() throws IOException {
        Files.writeString(file(), "precious");
        refused("not a socket");
        assertThat(file()).hasContent("precious");
    }

    @Test
    void F6_aDirectoryStays() throws IOException {
        Files.createDirectory(file());
        refused("not a socket");
        assertThat(file()).isDirectory();
    }

    @Test
    void F6_aSymbolicLinkStays_andWhatItLeadsTo() throws IOException {
        Path target = folder.resolve("target");
        Files.writeString(target, "precious");
        Files.createSymbolicLink(file(), target);
        refused("not a socket");
        assertThat(Files.readSymbolicLink(file())).isEqualTo(target);
        assertThat(target).hasContent("precious");
    }

    @Test
    void F6_aLinkToASocketThatIsStaleStays() throws IOException {
        Path target = folder.resolve("target");
        leaveStale(target);
        Files.createSymbolicLink(file(), target);
        refused("not a socket");
        assertThat(target).exists();
    }

    @Test
    void F6_aLinkThatLeadsNowhereStays() throws IOException {
        Files.createSymbolicLink(file(), folder.resolve("nowhere"));
        refused("not a socket");
        assertThat(Files.isSymbolicLink(file())).isTrue();
    }

    @Test
    void F6_aSocketOfAnotherProgramThatListensStays() throws IOException {
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(file()));
            Object before = Files.getAttribute(file(), "unix:ino");
            refused("Address already in use");
            assertThat(Files.getAttribute(file(), "unix:ino")).isEqualTo(before);
        }
    }

    @Test
    void F6_aStaleSocketIsRemoved() throws IOException {
        leaveStale(file());
        listenUnix();
        assertThat(port.isListening()).isTrue();
    }

    private static void leaveStale(Path path) throws IOException {
        try (ServerSocketChannel stale = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            stale.bind(UnixDomainSocketAddress.of(path));
        }
    }

    @Test
    void F6_aFileThatCameMeanwhileStaysAtTheStop() throws IOException {
        listenUnix();
        Files.delete(file());
        Files.writeString(file(), "precious");
        stop(port);
        assertThat(file()).hasContent("precious");
    }

    @Test
    void F6_aSocketThatCameMeanwhileStaysAtTheStop() throws IOException {
        listenUnix();
        Files.move(file(), folder.resolve("moved"));
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(file()));
            stop(port);
            assertThat(file()).exists();
        }
        assertThat(folder.resolve("moved")).exists();
    }

    @Test
    void F6_aFileInThePlaceOfTheLockStays() throws IOException {
        Files.writeString(lock(), "precious");
        assertThatThrownBy(this::listenUnix)
                .isInstanceOf(CannotListenException.class)
                .hasMessageContaining("is not a lock");
        assertThat(lock()).hasContent("precious");
    }

    @Test
    void F6_aLinkInThePlaceOfTheLockThatIsNoLockStays() throws IOException {
        Files.createSymbolicLink(lock(), Path.of("elsewhere"));
        assertThatThrownBy(this::listenUnix)
                .isInstanceOf(CannotListenException.class)
                .hasMessageContaining("is not a lock");
        assertThat(Files.readSymbolicLink(lock())).isEqualTo(Path.of("elsewhere"));
    }

    @Test
    void F6_aLockThatAnotherTookMeanwhileStaysAtTheStop() throws IOException {
        listenUnix();
        Files.delete(lock());
        Files.createSymbolicLink(lock(), Path.of("1"));
        stop(port);
        assertThat(Files.readSymbolicLink(lock())).isEqualTo(Path.of("1"));
    }

    /** In a container each life of a server may have the same process number. */
    @Test
    void F6_aLockOfAnEarlierProcessWithThisNumberIsStale() throws IOException {
        leaveStale(file());
        Files.createSymbolicLink(lock(), Path.of("" + ProcessHandle.current().pid()));
        listenUnix();
        assertThat(port.isListening()).isTrue();
    }

    // ---- datagrams

    private Port listenDatagrams() {
        Port[] listening = {null};
        on(
                () ->
                        listening[0] =
                                reactor.listenUnixDatagram(
                                        file(),
                                        new DatagramProtocol() {
                                            @Override
                                            public void datagramReceived(
                                                    byte[] data, java.net.SocketAddress from) {}
                                        }));
        return listening[0];
    }

    @Test
    void F6_aFileThatCameMeanwhileStaysAtTheStopOfADatagramPort() throws IOException {
        Port listening = listenDatagrams();
        Files.delete(file());
        Files.writeString(file(), "precious");
        stop(listening);
        assertThat(file()).hasContent("precious");
    }

    @Test
    void F6_aDatagramPortDeletesItsOwnFile() {
        stop(listenDatagrams());
        assertThat(file()).doesNotExist();
    }
}
