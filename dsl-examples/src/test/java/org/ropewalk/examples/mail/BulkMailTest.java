package org.ropewalk.examples.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.examples.imap.ImapExample;
import org.ropewalk.examples.imap.ImapFactory;
import org.ropewalk.line.Bytes;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** A command of IMAP reads a directory so often, however many messages it changes. */
class BulkMailTest {
    private static final Bytes TEXT = Bytes.of("Subject: x\r\n\r\nbody\r\n");
    private static final int MESSAGES = 50;

    /** Before the change and behind it, each of the two directories of a maildir. */
    private static final int MOST_LISTINGS = 4;

    @TempDir private Path directory;
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Counting disk = new Counting();
    private Maildrop drop;
    private Mailboxes mailboxes;
    private Mailbox inbox;
    private ImapFactory factory;

    /** A disk that counts what is done. */
    private static final class Counting extends Disk {
        private int listings;
        private int lists;
        private int syncs;

        Counting() {
            super(false);
        }

        @Override
        List<Path> list(Path listed) throws IOException {
            listings++;
            return super.list(listed);
        }

        @Override
        void write(Path file, Bytes content) throws IOException {
            lists++;
            super.write(file, content);
        }

        @Override
        void append(Path file, Bytes content) throws IOException {
            lists++;
            super.append(file, content);
        }

        @Override
        void sync(Path synced) throws IOException {
            syncs++;
            super.sync(synced);
        }
    }

    @BeforeEach
    void deliver() {
        PostOffice office = new PostOffice(directory, "secret", disk, 10);
        drop = office.drop("ann").orElseThrow();
        for (int i = 0; i < MESSAGES; i++) {
            drop.deliver(TEXT);
        }
        mailboxes = office.mailboxes("ann").orElseThrow();
        inbox = mailboxes.find("INBOX").orElseThrow();
        factory = ImapExample.factory(network.reactor(), office);
        factory.blocking(Runnable::run);
    }

    private StringTransport connect() {
        StringTransport transport = new StringTransport().connect(factory);
        says(transport, "a LOGIN ann secret");
        return transport;
    }

    private String says(StringTransport transport, String line) {
        transport.clear();
        disk.listings = 0;
        disk.lists = 0;
        disk.syncs = 0;
        transport.deliver((line + "\r\n").getBytes(ISO_8859_1));
        transport.runTurns();
        return new String(transport.value(), ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STORE 1:* +FLAGS (\\Deleted)",
                "UID STORE 1:* FLAGS.SILENT (\\Seen)",
                "FETCH 1:* (FLAGS INTERNALDATE BODY[])",
                "FETCH 1:* (INTERNALDATE RFC822.SIZE ENVELOPE)",
                "SEARCH SINCE 1-Jan-2020 TEXT body",
                "COPY 1:* Work",
                "COPY 1:* INBOX",
                "NOOP"
            })
    void aCommandReadsTheDirectoriesTwiceAtTheMost(String command) {
        mailboxes.create("Work");
        StringTransport session = connect();
        assertThat(says(session, "b SELECT INBOX")).contains("* 50 EXISTS");
        assertThat(disk.listings).as("SELECT").isLessThanOrEqualTo(MOST_LISTINGS);

        assertThat(says(session, "c " + command)).contains("c OK");

        int others = command.startsWith("COPY") ? MOST_LISTINGS : 0;
        assertThat(disk.listings).isLessThanOrEqualTo(MOST_LISTINGS + others);
        assertThat(disk.lists).as("lists of UIDs").isLessThanOrEqualTo(2);
        assertThat(disk.syncs).isLessThanOrEqualTo(MOST_LISTINGS);
        assertThat(inbox.mails()).hasSize(command.endsWith("INBOX") ? 2 * MESSAGES : MESSAGES);
    }

    @Test
    void anExpungeReadsTheDirectoriesThreeTimesAtTheMost() {
        StringTransport session = connect();
        says(session, "b SELECT INBOX");
        says(session, "c STORE 1:* +FLAGS.SILENT (\\Deleted)");

        assertThat(says(session, "d EXPUNGE")).contains("* 1 EXPUNGE").contains("d OK");

        assertThat(disk.listings).isLessThanOrEqualTo(MOST_LISTINGS + 2);
        assertThat(disk.lists).as("lists of UIDs").isEqualTo(1);
        assertThat(inbox.mails()).isEmpty();
    }

    @Test
    void appendingToAMailboxThatIsNotOpenReadsNoDirectory() {
        mailboxes.create("Work");
        Mailbox work = mailboxes.find("Work").orElseThrow();
        disk.listings = 0;

        assertThat(work.add(TEXT, "", Optional.empty())).isEqualTo(1);
        assertThat(work.add(TEXT, "S", Optional.empty())).isEqualTo(2);

        assertThat(disk.listings).isZero();
        assertThat(work.mails()).extracting(Mail::letters).containsExactly("", "S");
    }

    @Test
    void messagesThatAnotherSessionHasRenamedAreFetchedWithoutReadingTheDirectoryForEach() {
        StringTransport session = connect();
        says(session, "b SELECT INBOX");
        StringTransport other = connect();
        says(other, "b SELECT INBOX");
        says(other, "c STORE 1:* +FLAGS (\\Flagged)");

        assertThat(says(session, "d FETCH 1:* (INTERNALDATE BODY[])")).contains("d OK");

        assertThat(disk.listings).isLessThanOrEqualTo(MOST_LISTINGS);
        assertThat(inbox.mails()).extracting(Mail::letters).containsOnly("FS");
    }

    @Test
    void messagesThatAnotherProgramHasRenamedAreFetchedWithoutReadingTheDirectoryForEach()
            throws IOException {
        StringTransport session = connect();
        says(session, "b SELECT INBOX");
        for (Mail mail : inbox.mails()) {
            Files.move(mail.file(), mail.file().resolveSibling(mail.key() + ":2,F"));
        }

        String told = says(session, "c FETCH 1:* (UID BODY[])");

        assertThat(told.split("Subject: x", -1)).hasSize(MESSAGES + 1);
        assertThat(disk.listings).isLessThanOrEqualTo(MOST_LISTINGS + 2);
        assertThat(inbox.mails()).extracting(Mail::letters).containsOnly("FS");
    }

    @Test
    void whatAnotherProgramChangesBetweenOwnChangesIsNoticed() throws IOException {
        StringTransport session = connect();
        says(session, "b SELECT INBOX");
        says(session, "c STORE 1:* +FLAGS.SILENT (\\Seen)");
        drop.deliver(TEXT);
        Files.delete(inbox.mails().get(0).file());

        assertThat(says(session, "d NOOP")).contains("* 1 EXPUNGE").contains("* 50 EXISTS");
        says(session, "e COPY 1 INBOX");
        drop.deliver(TEXT);
        assertThat(says(session, "f NOOP")).contains("* 52 EXISTS");
    }

    /** RFC 3501 6.4.7: a copy that fails leaves nothing. */
    @Test
    void aMessageThatIsGoneIsNotCopied() throws IOException {
        mailboxes.create("Work");
        Mailbox work = mailboxes.find("Work").orElseThrow();
        List<Mail> mails = inbox.mails();
        Files.delete(mails.get(3).file());

        assertThat(work.copy(inbox, mails)).hasSize(MESSAGES - 1).doesNotContainKey(4L);
        assertThat(work.mails()).hasSize(MESSAGES - 1);
    }
}
