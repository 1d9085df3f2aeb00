package org.ropewalk.it.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.examples.imap.ImapExample;
import org.ropewalk.examples.imap.ImapFactory;
import org.ropewalk.examples.mail.Mailbox;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.line.Bytes;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** The example of IMAP: what one line may ask for, and what is refused. */
class ImapBoundsTest {
    private static final int MANY = 3_000_000;
    private static final String TOO_MANY =
            "NO [LIMIT] too many bytes at once: ask for fewer messages\n";

    @TempDir private Path directory;
    private final MemoryNetwork network = new MemoryNetwork(1);
    private Mailbox inbox;
    private StringTransport transport;

    @BeforeEach
    void open() {
        PostOffice office = new PostOffice(directory, "secret", false);
        inbox = office.mailboxes("ann").orElseThrow().find("INBOX").orElseThrow();
        ImapFactory factory = ImapExample.factory(network.reactor(), office);
        factory.blocking(Runnable::run);
        transport = new StringTransport().connect(factory);
    }

    private String says(String lines) {
        transport.clear();
        transport.deliver(lines.replace("\n", "\r\n").getBytes(ISO_8859_1));
        transport.runTurns();
        return new String(transport.value(), ISO_8859_1).replace("\r\n", "\n");
    }

    private void select(String message) {
        inbox.add(Bytes.of(message), "S", Optional.empty());
        says("a LOGIN ann secret\nb SELECT INBOX\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENVELOPE", "BODY", "BODYSTRUCTURE"})
    void anEnvelopeAndTheStructureAreBounded(String item) {
        select(
                "Subject: "
                        + "x".repeat(MANY)
                        + "\r\nContent-Description: "
                        + "y".repeat(MANY)
                        + "\r\n\r\nbody\r\n");
        for (int i = 0; i < 10; i++) {
            inbox.copy(inbox, inbox.mails().subList(0, 1));
        }
        says("c NOOP\n");

        assertThat(says("d FETCH 1:* " + item + "\n")).isEqualTo("d " + TOO_MANY);

        assertThat(says("e FETCH 1:2 " + item + "\n")).endsWith("e OK fetched\n");
    }

    @Test
    void manyShortPartsOfATextCopyThemAlone() {
        select("Subject: x\r\n\r\n" + "line\r\n".repeat(MANY / 6));
        String parts =
                IntStream.range(0, 100)
                        .mapToObj(at -> "BODY.PEEK[]<" + at + ".1>")
                        .collect(Collectors.joining(" "));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThat(says("c FETCH 1 (" + parts + ")\n")).endsWith("c OK fetched\n");

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20L * MANY);
    }

    @Test
    void fieldsThatAreCollectedCountWhole() {
        select("Long: " + "x".repeat(MANY) + "\r\n\r\nbody\r\n");
        String parts =
                IntStream.range(0, 20)
                        .mapToObj(at -> "BODY.PEEK[HEADER.FIELDS.NOT (A" + at + ")]<0.1>")
                        .collect(Collectors.joining(" "));

        assertThat(says("c FETCH 1 (" + parts + ")\n")).isEqualTo("c " + TOO_MANY);
    }

    @Test
    void theNameOfASectionCountsToo() {
        select("Subject: x\r\n\r\nbody\r\n");
        for (int i = 0; i < 50; i++) {
            inbox.copy(inbox, inbox.mails().subList(0, 1));
        }
        String name = "n".repeat(1_000_000);

        assertThat(says("c NOOP\nd FETCH 1:* BODY[HEADER.FIELDS ({1000000+}\n" + name + ")]\n"))
                .endsWith("d " + TOO_MANY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BODY[HEADER.FIELDS (\"caf\u00c3\u00a9\")]",
                "BODY[HEADER.FIELDS ({2+}\n\u00c3\u00a9)]",
                "BODY[HEADER.FIELDS (\"a b\")]",
                "BODY[HEADER.FIELDS (a:)]",
                "BODY[HEADER.FIELDS (\"\")]"
            })
    void theNameOfAFieldIsPrintable(String item) {
        select("Subject: x\r\n\r\nbody\r\n");
        assertThat(says("c FETCH 1 " + item + "\n")).isEqualTo("c BAD not the name of a field\n");
    }

    @Test
    void theNameOfAFieldMayBeALiteral() {
        select("Subject: x\r\nA]: y\r\n\r\nbody\r\n");
        assertThat(says("c FETCH 1 BODY.PEEK[HEADER.FIELDS ({2+}\nA])]\n"))
                .isEqualTo(
                        "* 1 FETCH (UID 1 BODY[HEADER.FIELDS ({2+}\nA])] {9}\nA]: y\n\n)\n"
                                + "c OK fetched\n");
    }

    @Test
    void aLiteralOverTheBoundIsRefusedBeforeItComesOrSkipped() {
        select("Subject: x\r\n\r\nbody\r\n");
        assertThat(says("c APPEND INBOX {10000001}\n"))
                .isEqualTo("c NO [TOOBIG] the message is too large\n");
        assertThat(says("d APPEND INBOX {10000001+}\n" + "x".repeat(10_000_001) + "\ne NOOP\n"))
                .isEqualTo("d NO [TOOBIG] the message is too large\ne OK done\n");
        assertThat(says("f APPEND INBOX {999999999+}\n"))
                .isEqualTo("* NO [TOOBIG] the message is too large\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void aLiteralOfTheWrongFormIsMalformed() {
        select("Subject: x\r\n\r\nbody\r\n");
        for (String literal : new String[] {"{}", "{-1}", "{1", "{x}", "{1}x"}) {
            assertThat(says("c SEARCH SUBJECT " + literal + "\n")).as(literal).startsWith("c BAD ");
            assertThat(says("d NOOP\n")).as(literal).isEqualTo("d OK done\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "NOT ", "OR ALL "})
    void keysInKeysAreBounded(String key) {
        select("Subject: x\r\n\r\nbody\r\n");
        assertThat(says("c SEARCH " + key.repeat(1_000) + "ALL\nd NOOP\n"))
                .isEqualTo("c BAD too many keys in keys\nd OK done\n");
    }

    @Test
    void aSequenceSetOfTheWrongFormIsMalformed() {
        select("Subject: x\r\n\r\nbody\r\n");
        for (String set :
                new String[] {"0", "1:", ":1", "1,,2", "a", "-1", "4294967296", "1:2:3"}) {
            for (String command : new String[] {"FETCH %s FLAGS", "UID STORE %s FLAGS ()"}) {
                assertThat(says("c " + command.formatted(set) + "\nd NOOP\n"))
                        .as(set)
                        .isEqualTo("c BAD no number from 1 to 4294967295, and no *\nd OK done\n");
            }
        }
        assertThat(says("e FETCH 2 FLAGS\nf UID FETCH 99 FLAGS\n"))
                .isEqualTo("e BAD no such message\nf OK fetched\n");
    }

    @Test
    void aQuoteWithoutItsEndAndAnUnknownEscapeAreMalformed() {
        select("Subject: x\r\n\r\nbody\r\n");
        for (String words :
                new String[] {
                    "SELECT \"x",
                    "SELECT \"x\\y\"",
                    "SELECT x\"",
                    "COPY 1 \"",
                    "SEARCH TEXT \"x",
                    "SEARCH TEXT \"\\x\"",
                    "FETCH 1 BODY[HEADER.FIELDS (\"x)]"
                }) {
            assertThat(says("c " + words + "\nd NOOP\n"))
                    .as(words)
                    .startsWith("c BAD ")
                    .endsWith("\nd OK done\n");
        }
    }

    @Test
    void authenticationIsCancelled() {
        assertThat(says("a AUTHENTICATE PLAIN\n")).endsWith("+ \n");
        assertThat(says("*\n")).isEqualTo("a BAD cancelled\n");
        assertThat(says("b AUTHENTICATE PLAIN\n!\n")).isEqualTo("+ \nb BAD not base 64\n");
        assertThat(says("c AUTHENTICATE NTLM\nd LOGIN ann secret\n"))
                .isEqualTo("c NO unknown mechanism\nd OK logged in\n");
    }
}
