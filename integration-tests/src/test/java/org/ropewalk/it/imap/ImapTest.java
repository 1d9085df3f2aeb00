package org.ropewalk.it.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

/** The example of IMAP, by hand: what is answered to right lines and to wrong ones. */
class ImapTest {
    private static final String PLAIN =
            "From: Ann <ann@example.org>\r\nTo: bob@example.org, \"B, C\" <c@example.org>\r\n"
                    + "Subject: =?utf-8?q?caf=C3=A9?=\r\nDate: Mon, 30 Nov 2026 06:00:00 +0000\r\n\r\nbody\r\n";
    private static final String PARTS =
            "From: bob@example.org\r\nSubject: parts\r\nMIME-Version: 1.0\r\n"
                    + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nfirst\r\n"
                    + "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\ninner text\r\n--b--\r\n";

    @TempDir private Path directory;
    private final MemoryNetwork network = new MemoryNetwork(1);
    private PostOffice office;
    private Mailbox inbox;
    private StringTransport transport;

    @BeforeEach
    void open() {
        office = new PostOffice(directory, "secret", false);
        inbox = office.mailboxes("ann").orElseThrow().find("INBOX").orElseThrow();
        inbox.add(Bytes.of(PLAIN), "", Optional.empty());
        inbox.add(Bytes.of(PARTS), "S", Optional.empty());
        transport = connect();
    }

    private StringTransport connect() {
        ImapFactory factory = ImapExample.factory(network.reactor(), office);
        factory.blocking(Runnable::run);
        return new StringTransport().connect(factory);
    }

    private static String says(StringTransport transport, String lines) {
        for (byte one : lines.replace("\n", "\r\n").getBytes(ISO_8859_1)) {
            transport.deliver(new byte[] {one});
        }
        transport.runTurns();
        String text = new String(transport.value(), ISO_8859_1).replace("\r\n", "\n");
        transport.clear();
        return text;
    }

    private String says(String lines) {
        return says(transport, lines);
    }

    private static void select(StringTransport session) {
        says(session, "a LOGIN ann secret\nb SELECT INBOX\n");
    }

    @Test
    void aUserLogsInAndOpensTheInbox() {
        assertThat(says(""))
                .isEqualTo(
                        "* OK [CAPABILITY IMAP4rev1 LITERAL+ IDLE UIDPLUS UNSELECT CHILDREN ID SASL-IR AUTH=PLAIN] ready\n");
        assertThat(says("a LOGIN \"ann\" secret\n")).isEqualTo("a OK logged in\n");
        assertThat(says("b SELECT inbox\n"))
                .isEqualTo(
                        "* 2 EXISTS\n* 1 RECENT\n"
                                + "* FLAGS (\\Answered \\Deleted \\Draft \\Flagged \\Seen)\n"
                                + "* OK [PERMANENTFLAGS (\\Answered \\Deleted \\Draft \\Flagged \\Seen)] flags that change\n"
                                + "* OK [UNSEEN 1] first unseen\n"
                                + "* OK [UIDVALIDITY "
                                + inbox.validity()
                                + "] UIDs valid\n* OK [UIDNEXT 3] next UID\nb OK [READ-WRITE] opened\n");
        assertThat(says("c SELECT none\n")).isEqualTo("c NO [NONEXISTENT] no such mailbox\n");
        assertThat(says("d FETCH 1 FLAGS\n")).isEqualTo("d BAD not in this state\n");
        assertThat(says("e LOGOUT\n")).isEqualTo("* BYE bye\ne OK done\n");
    }

    @Test
    void whatTheServerCanDoIsToldBeforeTheReply() {
        says("");
        assertThat(says("a CAPABILITY\n"))
                .isEqualTo(
                        "* CAPABILITY IMAP4rev1 LITERAL+ IDLE UIDPLUS UNSELECT CHILDREN ID SASL-IR AUTH=PLAIN\na OK done\n");
        assertThat(says("b LOGIN ann secret\nc CAPABILITY\n"))
                .isEqualTo(
                        "b OK logged in\n* CAPABILITY IMAP4rev1 LITERAL+ IDLE UIDPLUS UNSELECT CHILDREN ID\nc OK done\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n NOOP", "DONE x", "i DONE", "x", "n IDLE", "", "+", "n LOGOUT"})
    void anyOtherLineThanDoneIsAnsweredAtOnceAndEndsTheWait(String line) {
        select(transport);
        assertThat(says("i IDLE\n")).isEqualTo("+ idling\n");

        assertThat(says(line + "\n")).isEqualTo("i BAD DONE was expected\n");

        network.run();
        assertThat(says("n NOOP\n")).isEqualTo("n OK done\n");
    }

    /** {@code DONE} may also be a tag, but never that of the reply to the command that waits. */
    @Test
    @Timeout(60)
    void doneMayBeATagBehindTheWait() {

        transport = connect();
        select(transport);
        assertThat(says("i IDLE\nDONE\n")).isEqualTo("+ idling\n");
        String answers = says("DONE NOOP\n");
        while (!answers.endsWith("DONE OK done\n")) {
            // A thread looks for changes before the wait ends.
            network.run();
            answers += says("");
        }
        assertThat(answers).isEqualTo("i OK done\nDONE OK done\n");
    }

    @Test
    void plainIsSentAtOnceOrInTheNextLine() {
        says("");
        assertThat(says("a AUTHENTICATE PLAIN AGFubgBzZWNyZXQ=\n")).isEqualTo("a OK logged in\n");
        transport = connect();
        says("");
        assertThat(says("a AUTHENTICATE PLAIN\n")).isEqualTo("+ \n");
        assertThat(says("x\n")).isEqualTo("a BAD not base 64\n");
        assertThat(says("b AUTHENTICATE PLAIN\n*\n")).isEqualTo("+ \nb BAD cancelled\n");
        assertThat(says("c AUTHENTICATE PLAIN\nAGFubgBzZWNyZXQ=\n"))
                .isEqualTo("+ \nc OK logged in\n");
        assertThat(says("d AUTHENTICATE PLAIN\n")).isEqualTo("d BAD not in this state\n");
    }

    @Test
    void aSearchOfManyKeysNeedsNoDeepStack() throws InterruptedException {
        select(transport);
        String[] answer = {""};
        Runnable search = () -> answer[0] = says("a SEARCH" + " 1".repeat(4080) + "\n");
        Thread thread = new Thread(null, search, "small stack", 256 << 10);
        thread.start();
        thread.join();
        assertThat(answer[0]).isEqualTo("* SEARCH 1\na OK done\n");
    }

    @Test
    void messagesAreFetched() {
        select(transport);
        assertThat(says("a FETCH 1:* (FLAGS RFC822.SIZE)\n"))
                .isEqualTo(
                        "* 1 FETCH (UID 1 FLAGS (\\Recent) RFC822.SIZE "
                                + PLAIN.length()
                                + ")\n* 2 FETCH (UID 2 FLAGS (\\Seen) RFC822.SIZE "
                                + PARTS.length()
                                + ")\na OK fetched\n");
        assertThat(says("b FETCH 1 ENVELOPE\n"))
                .isEqualTo(
                        "* 1 FETCH (UID 1 ENVELOPE (\"Mon, 30 Nov 2026 06:00:00 +0000\" \"=?utf-8?q?caf=C3=A9?=\""
                                + " ((\"Ann\" NIL \"ann\" \"example.org\")) ((\"Ann\" NIL \"ann\" \"example.org\"))"
                                + " ((\"Ann\" NIL \"ann\" \"example.org\"))"
                                + " ((NIL NIL \"bob\" \"example.org\")(\"B, C\" NIL \"c\" \"example.org\"))"
                                + " NIL NIL NIL NIL))\nb OK fetched\n");
        assertThat(says("c UID FETCH 2 BODY\n"))
                .isEqualTo(
                        "* 2 FETCH (UID 2 BODY ((\"TEXT\" \"PLAIN\" (\"charset\" \"us-ascii\") NIL NIL \"7BIT\" 5 0)"
                                + "(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 28"
                                + " (NIL \"inner\" NIL NIL NIL NIL NIL NIL NIL NIL)"
                                + " (\"TEXT\" \"PLAIN\" (\"charset\" \"us-ascii\") NIL NIL \"7BIT\" 10 0) 2)"
                                + " \"MIXED\"))\nc OK fetched\n");
    }

    @Test
    void partsOfTextsAreLiteralsOrInQuotes() {
        select(transport);
        assertThat(says("a FETCH 1 BODY.PEEK[TEXT]\n"))
                .isEqualTo("* 1 FETCH (UID 1 BODY[TEXT] {6}\nbody\n)\na OK fetched\n");
        assertThat(says("b FETCH 1 BODY[TEXT]<1.2>\n"))
                .isEqualTo(
                        "* 1 FETCH (UID 1 FLAGS (\\Seen \\Recent) BODY[TEXT]<1> \"od\")\nb OK fetched\n");
        assertThat(says("c FETCH 2 (BODY[1] BODY[2.1] BODY[2.HEADER.FIELDS (SUBJECT)] BODY[3])\n"))
                .isEqualTo(
                        "* 2 FETCH (UID 2 BODY[1] \"first\" BODY[2.1] \"inner text\""
                                + " BODY[2.HEADER.FIELDS (SUBJECT)] {18}\nSubject: inner\n\n BODY[3] \"\")\nc OK fetched\n");
    }

    @Test
    void flagsAreStoredAndMarkedMessagesRemoved() {
        select(transport);
        assertThat(says("a STORE 1 +FLAGS (\\Flagged \\Deleted $Other)\n"))
                .isEqualTo("* 1 FETCH (UID 1 FLAGS (\\Deleted \\Flagged \\Recent))\na OK stored\n");
        assertThat(says("b UID STORE 2 -FLAGS.SILENT \\Seen\n")).isEqualTo("b OK stored\n");
        assertThat(inbox.mails()).extracting(mail -> mail.letters()).containsExactly("FT", "");
        assertThat(says("c EXPUNGE\n")).isEqualTo("* 1 EXPUNGE\nc OK expunged\n");
        assertThat(says("d FETCH 1 UID\n")).isEqualTo("* 1 FETCH (UID 2)\nd OK fetched\n");
        says("e EXAMINE INBOX\n");
        assertThat(says("f STORE 1 FLAGS ()\ng EXPUNGE\n"))
                .isEqualTo(
                        "f NO [READ-ONLY] the mailbox was opened with EXAMINE\ng NO [READ-ONLY] the mailbox was opened with EXAMINE\n");
    }

    @Test
    void messagesAreCopiedAndFound() {
        select(transport);
        assertThat(says("a CREATE Work.\nb COPY 1:2 Work\n"))
                .startsWith("a OK created\nb OK [COPYUID ")
                .endsWith(" 1:2 1:2] copied\n");
        assertThat(says("c COPY 1 none\n")).isEqualTo("c NO [TRYCREATE] no such mailbox\n");
        assertThat(says("d STATUS Work (MESSAGES UNSEEN UIDNEXT)\n"))
                .isEqualTo("* STATUS \"Work\" (MESSAGES 2 UNSEEN 1 UIDNEXT 3)\nd OK done\n");
        assertThat(
                        says(
                                "e SEARCH UNSEEN SUBJECT \"CAF\\\"\"\nf UID SEARCH OR FROM bob LARGER 9999\n"))
                .isEqualTo("* SEARCH\ne OK done\n* SEARCH 2\nf OK done\n");
        assertThat(says("g SEARCH BODY \"inner text\" NOT (DELETED) 1:2\n"))
                .isEqualTo("* SEARCH 2\ng OK done\n");
        assertThat(says("h SEARCH SUBJECT {3}\n")).isEqualTo("+ OK\n");
        assertThat(says("CAF\n")).isEqualTo("* SEARCH 1\nh OK done\n");
        assertThat(says("i LIST \"\" %\nj LIST \"\" \"\"\n"))
                .isEqualTo(
                        "* LIST (\\HasNoChildren) \".\" \"INBOX\"\n* LIST (\\HasNoChildren) \".\" \"Work\"\n"
                                + "i OK done\n* LIST (\\Noselect) \".\" \"\"\nj OK done\n");
    }

    @Test
    void anotherSessionIsToldWhereItMayBe() {
        StringTransport other = connect();
        select(transport);
        select(other);
        says(other, "c STORE 1 +FLAGS (\\Deleted)\nd EXPUNGE\n");
        inbox.add(Bytes.of(PLAIN), "F", Optional.empty());

        assertThat(says("c FETCH 2 UID\n"))
                .isEqualTo("* 3 EXISTS\n* 1 RECENT\n* 2 FETCH (UID 2)\nc OK fetched\n");
        assertThat(says("d NOOP\n")).isEqualTo("* 1 EXPUNGE\nd OK done\n");
    }

    @Test
    void aMessageIsAppended() {
        select(transport);
        assertThat(says("a APPEND INBOX (\\Draft) \"17-Jul-1996 02:44:25 -0700\" {9}\n"))
                .isEqualTo("+ OK\n");
        assertThat(says("x: y\n\nz\n"))
                .isEqualTo(
                        "* 3 EXISTS\n* 1 RECENT\na OK [APPENDUID "
                                + inbox.validity()
                                + " 3] appended\n");
        assertThat(says("c APPEND none {2+}\nab\n"))
                .isEqualTo("c NO [TRYCREATE] no such mailbox\n");
    }

    @Test
    void badInputHasAnErrorOfItsOwn() {
        select(transport);
        assertThat(says("a FLY\n")).isEqualTo("a BAD unknown command\n");
        assertThat(says("b SELECT \"x\n"))
                .isEqualTo("b BAD a word with an unbalanced quote or an unknown escape\n");
        assertThat(says("c SELECT \"x\\y\"\n"))
                .isEqualTo("c BAD a word with an unbalanced quote or an unknown escape\n");
        for (String set :
                new String[] {"0", "1:4294967296", "1,,2", "a", "1:", "-1", "99999999999"}) {
            assertThat(says("e FETCH " + set + " FLAGS\n"))
                    .isEqualTo("e BAD no number from 1 to 4294967295, and no *\n");
            assertThat(says("e NOOP\n")).isEqualTo("e OK done\n");
        }
        assertThat(says("f FETCH 3 FLAGS\n")).isEqualTo("f BAD no such message\n");
        assertThat(says("g FETCH *:* UID\n")).isEqualTo("* 2 FETCH (UID 2)\ng OK fetched\n");
        assertThat(says("h FETCH 1 BODY[\n")).isEqualTo("h BAD a bracket that is not closed\n");
        assertThat(says("i FETCH 1 (FLAGS\n")).isEqualTo("i BAD no ) where one is due\n");
        assertThat(says("j NOOP\nk FETCH 1 BODY[1.X]\n"))
                .isEqualTo("j OK done\nk BAD unknown section\n");
        assertThat(says("l FETCH 1 BODY[]<0.0>\n")).isEqualTo("l BAD a part of no bytes\n");
        assertThat(says("m SEARCH FLY away\n")).isEqualTo("m BAD unknown key\n");
        assertThat(says("n SEARCH (ALL\n")).isEqualTo("n BAD no ) where one is due\n");
        assertThat(says("o SEARCH BEFORE yesterday\n"))
                .isEqualTo("o BAD no day of the form 1-Feb-2026\n");
        assertThat(says("p SEARCH " + "NOT ".repeat(60) + "ALL\n"))
                .isEqualTo("p BAD too many keys in keys\n");
        assertThat(says("q NOOP\nr LOGIN ann secret\n"))
                .isEqualTo("q OK done\nr BAD not in this state\n");
        assertThat(says("DONE\n")).isEqualTo("DONE BAD unknown command\n");
    }

    /** A tag is any ASTRING-CHAR except {@code +} (RFC 9051, section 9). */
    @ParameterizedTest
    @ValueSource(strings = {"+", "*", "a+b", "+1", "a*", "caf\u00e9", "\u00ff", "(", "\"a\""})
    void aWrongTagIsRefusedAndNotRepeated(String tag) {
        says("");
        assertThat(says(tag + " NOOP\n")).isEqualTo("* BAD unknown command\n");
        assertThat(says(tag + "\n")).startsWith("* BAD ");
        assertThat(says("a.1]~$ NOOP\n")).isEqualTo("a.1]~$ OK done\n");
    }

    @Test
    void whatIsTooLongIsRefusedAndTheSessionGoesOn() {
        select(transport);
        assertThat(says("a FETCH " + "1,".repeat(10_000) + "1 FLAGS\n"))
                .contains("BAD the line is too long\n");
        assertThat(says("b APPEND INBOX {99999999}\n"))
                .isEqualTo("b NO [TOOBIG] the message is too large\n");
        assertThat(says("c NOOP\n")).isEqualTo("c OK done\n");
    }
}
