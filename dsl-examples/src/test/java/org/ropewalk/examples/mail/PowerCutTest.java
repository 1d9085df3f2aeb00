package org.ropewalk.examples.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.line.Bytes;

/**
 * Mail and the loss of power: a disk that writes down what was synced, and forgets the rest. What
 * was acknowledged is there behind the cut (RFC 5321 4.2.5, 6.1).
 */
class PowerCutTest {
    private static final List<String> USERS = List.of("a", "b", "c");

    @TempDir private Path directory;

    /** The power has failed. */
    private static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * A disk that keeps names and contents apart: contents are kept when they are forced, a name
     * when its directory is synced behind its making.
     */
    private static final class Volatile extends Disk {
        /** Contents by path, for what the disk keeps and for what the system has in memory. */
        private final Map<Path, Bytes> kept = new TreeMap<>();

        private final Map<Path, Bytes> cached = new TreeMap<>();
        private static final Bytes DIRECTORY = Bytes.of("(a directory)");

        private int operations;
        private int cutAt = Integer.MAX_VALUE;
        private Runnable meanwhile = () -> {};
        private int meanwhileAt = -1;

        /** Each call of the system may be the last one, or be followed by another program's. */
        private void step() {
            if (operations == meanwhileAt) {
                operations++;
                meanwhile.run();
                throw new PowerCut();
            }
            if (operations++ >= cutAt) {
                throw new PowerCut();
            }
        }

        @Override
        void write(Path file, Bytes content) throws IOException {
            step();
            cached.put(file, Bytes.of(""));
            super.write(file, content);
        }

        /** From now on the content is there if the name is. */
        @Override
        void force(Path file, FileChannel channel) throws IOException {
            step();
            super.force(file, channel);
            cached.put(file, Bytes.of(Files.readAllBytes(file)));
        }

        @Override
        void link(Path file, Path name) throws IOException {
            step();
            super.link(file, name);
            cached.put(name, cached.get(file));
        }

        @Override
        void createDirectory(Path made) throws IOException {
            super.createDirectory(made);
            cached.put(made, DIRECTORY);
            step();
        }

        @Override
        void sync(Path synced) throws IOException {
            step();
            super.sync(synced);
            kept.keySet().removeIf(path -> isIn(path, synced) && !cached.containsKey(path));
            cached.forEach(
                    (path, content) -> {
                        if (isIn(path, synced)) {
                            kept.put(path, content);
                        }
                    });
        }

        @Override
        void delete(Path file) throws IOException {
            step();
            super.delete(file);
            cached.remove(file);
        }

        private static boolean isIn(Path path, Path parent) {
            return path.getParent().equals(parent);
        }

        /**
         * Writes what the disk has behind the cut; of what was not synced, each change is there or
         * not, as {@code chance} will have it.
         */
        void restore(Path from, Path to, Random chance) throws IOException {
            Map<Path, Bytes> left = new TreeMap<>(kept);
            cached.forEach(
                    (path, content) -> {
                        if (chance.nextInt(4) == 0) {
                            left.putIfAbsent(path, content);
                        }
                    });
            Files.createDirectory(to);
            for (Map.Entry<Path, Bytes> entry : left.entrySet()) {
                Path there = to.resolve(from.relativize(entry.getKey()).toString());
                if (!Files.isDirectory(there.getParent())) {
                    // Its directory is lost, and it with it.
                    continue;
                }
                if (entry.getValue() == DIRECTORY) {
                    Files.createDirectory(there);
                } else {
                    Files.write(there, entry.getValue().toByteArray());
                }
            }
        }
    }

    private static PostOffice office(Path mail, Disk disk) {
        return new PostOffice(mail, "secret", disk, 100);
    }

    private static Bytes text(String id) {
        return Bytes.of("Subject: " + id + "\r\n\r\n" + "text ".repeat(20) + "\r\n");
    }

    /** Sends to all of {@code users} and remembers what was acknowledged. */
    private static void send(
            PostOffice office, List<String> users, String id, List<String> acknowledged) {
        Envelope envelope = office.envelope();
        users.forEach(user -> assertTrue(envelope.add(user).isEmpty()));
        envelope.deliver(text(id));
        users.forEach(user -> acknowledged.add(user + " " + id));
    }

    private static void assertThere(Path mail, List<String> acknowledged, String when) {
        PostOffice office = office(mail, new Disk(false));
        for (String message : acknowledged) {
            String user = message.substring(0, message.indexOf(' '));
            Bytes expected = text(message.substring(message.indexOf(' ') + 1));
            long found =
                    office.drop(user).orElseThrow().messages().stream()
                            .filter(stored -> stored.text().equals(expected))
                            .count();
            assertEquals(1, found, when + ": " + message);
        }
        for (String user : USERS) {
            for (Message stored : office.drop(user).orElseThrow().messages()) {
                assertTrue(stored.text().toString().endsWith("text \r\n"), when + ": a part");
            }
        }
    }

    /** Cuts the power at each operation of a run; true if the run came to its end before it. */
    private boolean cut(int at, Random chance) throws IOException {
        Path mail = Files.createDirectory(directory.resolve("mail" + at));
        Volatile disk = new Volatile();
        PostOffice office = office(mail, disk);
        disk.cutAt = at;
        List<String> acknowledged = new ArrayList<>();
        boolean whole = true;
        try {
            for (int i = 0; i < 6; i++) {
                send(office, USERS.subList(0, 1 + i % USERS.size()), "m" + i, acknowledged);
            }
        } catch (PowerCut e) {
            whole = false;
        }
        Path restored = directory.resolve("restored" + at);
        disk.restore(mail, restored, chance);
        assertThere(restored, acknowledged, "cut at " + at);
        return whole;
    }

    @Test
    void F60_noAcknowledgedMessageIsLost_wheneverThePowerFails() throws Exception {
        int cuts = 0;
        while (!cut(cuts, new Random(cuts))) {
            cuts++;
        }
        assertTrue(cuts > 40, cuts + " operations");
    }

    /** Two programs, such as smtp and lmtp: one makes a drop, and the other relies on it. */
    @Test
    void F60_noAcknowledgedMessageIsLost_wherePowerFailsBetweenTwoPrograms() throws Exception {
        int cuts = 0;
        for (boolean whole = false; !whole; cuts++) {
            Path mail = Files.createDirectory(directory.resolve("mail" + cuts));
            Volatile disk = new Volatile();
            PostOffice first = office(mail, disk);
            PostOffice second = office(mail, disk);
            List<String> acknowledged = new ArrayList<>();
            disk.meanwhileAt = cuts;
            disk.meanwhile = () -> send(second, List.of("a"), "second", acknowledged);
            try {
                send(first, List.of("a", "b"), "first", acknowledged);
                whole = true;
            } catch (PowerCut e) {
                assertTrue(acknowledged.contains("a second"));
            }
            Path restored = directory.resolve("restored" + cuts);
            disk.restore(mail, restored, new Random(cuts));
            assertThere(restored, acknowledged, "cut at " + cuts);
        }
        assertTrue(cuts > 15, cuts + " operations");
    }

    /** The test's own disk forgets: without a sync of the directory a message is lost. */
    @Test
    void theDiskForgetsWhatWasNotSynced() throws Exception {
        Path mail = Files.createDirectory(directory.resolve("mail"));
        Volatile disk = new Volatile();
        disk.write(mail.resolve("a"), text("a"));
        disk.write(mail.resolve("b"), text("b"));
        disk.sync(mail);
        disk.write(mail.resolve("c"), text("c"));
        disk.restore(mail, directory.resolve("restored"), new Random(1));

        assertEquals(
                List.of("a", "b"),
                java.util.Arrays.stream(directory.resolve("restored").toFile().list())
                        .sorted()
                        .toList());
    }
}
