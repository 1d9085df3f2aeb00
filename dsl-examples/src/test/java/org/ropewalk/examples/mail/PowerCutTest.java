package org.ropewalk.examples.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.line.Bytes;

/**
 * Mail and the loss of power: a disk that writes down what was synced, and forgets the rest. What
 * was acknowledged is there behind the cut (RFC 5321 4.2.5, 6.1).
 */
class PowerCutTest {
    private static final List<String> USERS = List.of("a", "b", "c");

    /** How many are acknowledged before cuts at random times end. */
    private static final int MESSAGES = Integer.getInteger("ropewalk.mails", 240);

    private int acknowledgedInAll;
    private int restorations;

    @TempDir private Path directory;

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
        int number = restorations++;
        Path mail = Files.createDirectory(directory.resolve("mail" + number));
        VolatileDisk disk = new VolatileDisk();
        PostOffice office = office(mail, disk);
        disk.cutAt(at);
        List<String> acknowledged = new ArrayList<>();
        boolean whole = true;
        try {
            for (int i = 0; i < 6; i++) {
                send(office, USERS.subList(0, 1 + i % USERS.size()), "m" + i, acknowledged);
            }
        } catch (VolatileDisk.PowerCut e) {
            whole = false;
        }
        Path restored = directory.resolve("restored" + number);
        disk.restore(mail, restored, chance);
        assertThere(restored, acknowledged, "cut at " + at);
        acknowledgedInAll += acknowledged.size();
        return whole;
    }

    @Test
    void F60_noAcknowledgedMessageIsLost_wheneverThePowerFails() throws Exception {
        int cuts = 0;
        while (!cut(cuts, new Random(cuts))) {
            cuts++;
        }
        assertTrue(cuts > 40, cuts + " operations");
        Random chance = new Random(1);
        while (acknowledgedInAll < MESSAGES) {
            cut(chance.nextInt(cuts), chance);
        }
    }

    /** Two programs, such as smtp and lmtp: one makes a drop, and the other relies on it. */
    @Test
    void F60_noAcknowledgedMessageIsLost_wherePowerFailsBetweenTwoPrograms() throws Exception {
        int cuts = 0;
        for (boolean whole = false; !whole; cuts++) {
            Path mail = Files.createDirectory(directory.resolve("mail" + cuts));
            VolatileDisk disk = new VolatileDisk();
            PostOffice first = office(mail, disk);
            PostOffice second = office(mail, disk);
            List<String> acknowledged = new ArrayList<>();
            disk.meanwhile(cuts, () -> send(second, List.of("a"), "second", acknowledged));
            try {
                send(first, List.of("a", "b"), "first", acknowledged);
                whole = true;
            } catch (VolatileDisk.PowerCut e) {
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
        VolatileDisk disk = new VolatileDisk();
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
