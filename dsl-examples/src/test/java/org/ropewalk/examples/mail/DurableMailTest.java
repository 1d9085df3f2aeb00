package org.ropewalk.examples.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.value.MaildirName;
import org.ropewalk.line.Bytes;

/** A message that was acknowledged is not lost, and nothing else is left (RFC 5321 4.2.5, 6.1). */
class DurableMailTest {
    private static final Bytes TEXT = Bytes.of("Subject: x\r\n\r\ntext\r\n");

    @TempDir private Path directory;

    /** A disk that writes down what is done, and fails at one step. */
    private static final class Watched extends Disk {
        private final List<String> done = new ArrayList<>();
        private int failsAt = -1;

        private void step(String what, Path file) throws IOException {
            done.add(what + " " + file.getParent().getFileName());
            if (done.size() - 1 == failsAt) {
                throw new IOException("no space left on device");
            }
        }

        @Override
        void write(Path file, Bytes content) throws IOException {
            if (done.size() == failsAt) {
                // A full disk takes a part of it.
                Files.write(file, Bytes.copy(content.toByteArray(), 0, 3).toByteArray());
            }
            step("write", file);
            super.write(file, content);
        }

        @Override
        void link(Path file, Path name) throws IOException {
            step("link", name);
            super.link(file, name);
        }

        @Override
        void sync(Path directory) throws IOException {
            step("sync", directory.resolve("x"));
            super.sync(directory);
        }

        @Override
        void delete(Path file) throws IOException {
            done.add("delete " + file.getParent().getFileName());
            super.delete(file);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).getParent().toString())
                    .sorted()
                    .toList();
        }
    }

    private static PostOffice office(Path directory, Disk disk) {
        return new PostOffice(directory, "secret", disk, 100);
    }

    @Test
    void F60_aMessageAndItsNameAreOnDiskWhenItIsAcknowledged() throws Exception {
        Watched disk = new Watched();
        Maildrop drop = office(directory, disk).drop("u1").orElseThrow();
        drop.deliver(TEXT);
        disk.done.clear();
        drop.deliver(TEXT);

        // write() forces the file: it is the one that is there when the names are forced.
        assertEquals(List.of("write tmp", "link new", "sync new", "delete tmp"), disk.done);
        assertEquals(List.of("u1/new", "u1/new"), files());
    }

    @Test
    void F60_aNewDropIsOnDiskTooBeforeItsMessageIsAcknowledged() {
        Watched disk = new Watched();
        office(directory, disk).drop("u1").orElseThrow().deliver(TEXT);

        assertEquals(
                List.of(
                        "sync " + directory.getFileName(),
                        "sync u1",
                        "sync u1",
                        "sync u1",
                        "write tmp",
                        "link new",
                        "sync new",
                        "delete tmp"),
                disk.done);
    }

    @Test
    void F60_whereverTheDiskFailsNothingIsLeft() throws Exception {
        Watched disk = new Watched();
        Maildrop drop = office(directory, disk).drop("u1").orElseThrow();
        drop.deliver(TEXT);
        for (int step = 0; step < 3; step++) {
            disk.done.clear();
            disk.failsAt = step;
            assertThrows(UncheckedIOException.class, () -> drop.deliver(TEXT));
            assertEquals(List.of("u1/new"), files(), "failed at step " + step);
        }
    }

    @Test
    void F60_aMessageIsInAllDropsOrInNone() throws Exception {
        Watched disk = new Watched();
        PostOffice office = office(directory, disk);
        Envelope envelope = office.envelope();
        for (String user : List.of("a", "b", "b", "c")) {
            assertEquals(Optional.empty(), envelope.add(user));
        }
        envelope.deliver(TEXT);
        assertEquals(List.of("a/new", "b/new", "c/new"), files());

        disk.done.clear();
        // The name of the third drop cannot be forced.
        disk.failsAt = 6;
        assertThrows(UncheckedIOException.class, () -> envelope.deliver(TEXT));
        assertEquals(List.of("a/new", "b/new", "c/new"), files());
    }

    @Test
    void F60_namesAreUniqueAmongProcessesAndRestarts() throws Exception {
        Set<String> names = new HashSet<>();
        String classPath = System.getProperty("java.class.path");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    classPath,
                                    Names.class.getName())
                            .start());
        }
        int made = 0;
        for (Process process : processes) {
            List<String> lines = process.inputReader().lines().toList();
            assertEquals(0, process.waitFor());
            names.addAll(lines);
            made += lines.size();
        }
        assertEquals(2 * Names.COUNT, made);
        assertEquals(made, names.size());
        assertTrue(
                names.stream()
                        .allMatch(
                                name ->
                                        name.matches(
                                                "\\d+\\.M\\d{6}P\\d+R[0-9a-f]{16}Q\\d+\\..*")));
    }

    /** Makes names in a process of its own. */
    static final class Names {
        static final int COUNT = 2_000;

        private Names() {}

        /** Prints them. */
        public static void main(String[] arguments) {
            for (int i = 0; i < COUNT; i++) {
                System.out.println(MaildirName.next(1).uid());
            }
        }
    }

    @Test
    void F60_aFileOfThatNameIsNeverOverwritten() throws Exception {
        Path file = directory.resolve("there");
        Files.writeString(file, "old");
        Path other = directory.resolve("other");
        Files.writeString(other, "new");

        assertThrows(IOException.class, () -> new Disk().write(file, TEXT));
        assertThrows(IOException.class, () -> new Disk().link(other, file));
        assertEquals("old", Files.readString(file));
    }

    // ---- bounds for strangers

    @Test
    void F60_namingARecipientWritesNothing() throws Exception {
        PostOffice office = office(directory, new Disk());
        Envelope envelope = office.envelope();
        for (int i = 0; i < 100; i++) {
            assertEquals(Optional.empty(), envelope.add("u" + i));
        }
        assertEquals(Optional.of(Envelope.Refusal.NO_ROOM), envelope.add("one-too-many"));
        assertEquals(0, directory.toFile().list().length);
    }

    @Test
    void F60_strangersMakeSoManyDropsAndNoMore() {
        PostOffice office = office(directory, new Disk());
        for (int i = 0; i < 100; i++) {
            office.drop("u" + i).orElseThrow().deliver(TEXT);
        }
        Maildrop more = office.drop("more").orElseThrow();
        assertThrows(UncheckedIOException.class, () -> more.deliver(TEXT));
        assertEquals(Optional.of(Envelope.Refusal.NO_ROOM), office.envelope().add("more"));
        assertEquals(Optional.empty(), office.envelope().add("u7"));
        assertEquals(100, directory.toFile().list().length);

        PostOffice restarted = office(directory, new Disk());
        assertEquals(Optional.of(Envelope.Refusal.NO_ROOM), restarted.envelope().add("more"));
        assertEquals(Optional.empty(), restarted.envelope().add("u7"));
    }

    @Test
    void F60_aMessageHasSoManyRecipients() {
        PostOffice office = office(directory, new Disk());
        office.drop("u").orElseThrow().deliver(TEXT);
        Envelope envelope = office.envelope();
        for (int i = 0; i < 1_000; i++) {
            assertEquals(Optional.empty(), envelope.add("u"));
        }
        assertEquals(Optional.of(Envelope.Refusal.TOO_MANY), envelope.add("u"));
    }

    @Test
    void F60_aNameOfAnyLengthIsRefusedOrTaken() {
        PostOffice office = office(directory, new Disk());
        assertTrue(office.drop("a.".repeat(100_000) + "a").isEmpty());
        for (String legal : List.of("a", "a.b", "a+b_c-d", "0", "A.b.C")) {
            assertTrue(office.drop(legal).isPresent(), legal);
        }
        for (String illegal : List.of("", ".a", "a.", "a..b", "-a", "a/b", "\u00e9", "a b", "..")) {
            assertFalse(office.drop(illegal).isPresent(), illegal);
        }
    }

    // ---- messages of other programs

    /** RFC 1939 11: the size is that of the message as it is sent, with CR LF. */
    @Test
    void F60_messagesThatOtherProgramsDeliverHaveTheirSizeAsSent() throws Exception {
        Maildrop drop = office(directory, new Disk()).drop("u1").orElseThrow();
        drop.deliver(TEXT);
        Path fresh = directory.resolve("u1").resolve("new");
        Files.writeString(fresh.resolve("9000000000.M1P1.other"), "Subject: y\n\none\ntwo");
        Files.writeString(directory.resolve("u1/cur/9000000001.M1P1.other:2,S"), "a\rb\r\nc\n");
        Files.writeString(fresh.resolve("9000000002.x".repeat(10)), "");

        List<Message> messages = drop.messages();

        assertEquals(4, messages.size());
        assertEquals("9000000000.M1P1.other", messages.get(1).name());
        assertEquals(Bytes.of("Subject: y\r\n\r\none\r\ntwo\r\n"), messages.get(1).text());
        assertEquals("9000000001.M1P1.other", messages.get(2).name());
        assertEquals(Bytes.of("a\r\nb\r\nc\r\n"), messages.get(2).text());
        for (Message message : messages) {
            assertEquals(message.text().length(), message.size(), message.name());
            assertTrue(message.name().length() <= 70, message.name());
        }
        assertEquals(Bytes.of("Subject: y\r\n\r\none\r\n"), messages.get(1).top(1));
    }

    @Test
    void F60_anUnusableDirectoryIsReportedAtTheStart() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThrows(UncheckedIOException.class, () -> office(file, new Disk()));
    }
}
