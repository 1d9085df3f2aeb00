package org.ropewalk.examples.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.line.Bytes;

/** The UIDs of a mailbox: what a message costs, and what is left when a line was cut. */
class UidListTest {
    @TempDir private Path directory;

    private final Disk disk = new Disk(false);

    @BeforeEach
    void make() throws IOException {
        Files.createDirectory(directory.resolve(Maildrop.TMP));
    }

    private UidList open() throws IOException {
        return new UidList(directory, disk);
    }

    private Path file() {
        return directory.resolve("ropewalk-uids");
    }

    private static List<String> names(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add("message" + i);
        }
        return names;
    }

    @Test
    void aMessageCostsAsMuchInALargeMailboxAsInASmallOne() throws IOException {
        long[] written = new long[1];
        Disk counting =
                new Disk(false) {
                    @Override
                    void write(Path file, Bytes content) throws IOException {
                        written[0] += content.length();
                        super.write(file, content);
                    }

                    @Override
                    void append(Path file, Bytes added) throws IOException {
                        written[0] += added.length();
                        super.append(file, added);
                    }
                };
        UidList list = new UidList(directory, counting);
        for (String name : names(2_000)) {
            list.add(List.of(name));
        }
        assertEquals(2_000, open().uid("message2000"));
        assertTrue(written[0] <= 2 * Files.size(file()), written[0] + " bytes");
    }

    @Test
    void aNameThatComesAgainHasAnotherUid() throws IOException {
        UidList list = open();
        list.update(List.of("a", "b"));
        list.update(List.of("b"));
        assertEquals(3, open().next());
        list.update(List.of("a", "b"));
        assertEquals(3, list.uid("a"));
        assertEquals(3, open().uid("a"));
        assertEquals(2, open().uid("b"));
        assertEquals(list.validity(), open().validity());
    }

    @Test
    void theFileStaysShortWhenMessagesComeAndGo() throws IOException {
        UidList list = open();
        for (String name : names(3_000)) {
            list.update(List.of("a", name));
        }
        assertTrue(Files.readAllLines(file()).size() < 120);
        assertEquals(3_001, open().uid("message3000"));
        assertEquals(1, open().uid("a"));
    }

    /** A UID that was told is never another message's. */
    @Test
    void afterACutAtAnyByteTheUidsOfWholeLinesStay() throws IOException {
        open().update(List.of("a", "b"));
        UidList list = open();
        list.add(List.of("c"));
        list.update(List.of("b", "c"));
        byte[] all = Files.readAllBytes(file());
        int first = new String(all, java.nio.charset.StandardCharsets.US_ASCII).indexOf('\n') + 1;
        for (int cut = first; cut <= all.length; cut++) {
            Files.write(file(), java.util.Arrays.copyOf(all, cut));
            String text = Files.readString(file());
            UidList left = open();
            left.add(List.of("b", "new"));
            if (text.contains("2 b\n")) {
                assertEquals(2, left.uid("b"), text);
            }
            if (text.contains("3 c\n")) {
                assertEquals(4, left.uid("new"), text);
            }
            UidList again = open();
            assertEquals(left.uid("new"), again.uid("new"), text);
            assertEquals(left.uid("b"), again.uid("b"), text);
            assertEquals(left.next(), again.next(), text);
            assertEquals(list.validity(), again.validity(), text);
        }
    }
}
