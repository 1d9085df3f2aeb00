package org.ropewalk.examples.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.line.Bytes;

/** The mailboxes of a user: names, UIDs, flags, and what other programs change. */
class MailboxesTest {
    private static final Bytes TEXT = Bytes.of("Subject: x\r\n\r\nbody\r\n");

    @TempDir private Path directory;
    private PostOffice office;
    private Mailboxes mailboxes;
    private Mailbox inbox;

    @BeforeEach
    void open() {
        office = new PostOffice(directory, "secret", false);
        mailboxes = office.mailboxes("ann").orElseThrow();
        inbox = mailboxes.find("inbox").orElseThrow();
    }

    private List<Long> uids() {
        return inbox.mails().stream().map(Mail::uid).toList();
    }

    @Test
    void deliveredMessagesGetUids() {
        office.drop("ann").orElseThrow().deliver(TEXT);
        office.drop("ann").orElseThrow().deliver(TEXT);

        assertThat(uids()).containsExactly(1L, 2L);
        assertThat(inbox.nextUid()).isEqualTo(3);
        assertThat(inbox.mails()).allMatch(Mail::fresh);
        assertThat(inbox.text(inbox.mails().get(0))).contains(TEXT);
        assertThat(inbox.size(inbox.mails().get(0))).isEqualTo(TEXT.length());
    }

    @Test
    void aUidIsNeverGivenAgain() {
        inbox.add(TEXT, "", Optional.empty());
        inbox.add(TEXT, "S", Optional.empty());
        inbox.delete(inbox.mails());
        long validity = inbox.validity();

        PostOffice later = new PostOffice(directory, "secret", false);
        Mailbox again = later.mailboxes("ann").orElseThrow().find("INBOX").orElseThrow();

        assertThat(again.validity()).isEqualTo(validity);
        assertThat(again.add(TEXT, "", Optional.empty())).isEqualTo(3);
    }

    @Test
    void flagsAreLettersBehindTheNameAsOtherProgramsSeeThem() throws IOException {
        inbox.add(TEXT, "", Optional.empty());
        Mail mail = inbox.mails().get(0);
        assertThat(inbox.mark(List.of(mail), letters -> "FS"))
                .extracting(Mail::letters)
                .containsExactly("FS");
        Path file = inbox.mails().get(0).file();
        assertThat(file.getFileName().toString()).endsWith(":2,FS");
        assertThat(file.getParent().getFileName()).hasToString("cur");

        Files.move(
                file, file.resolveSibling(file.getFileName().toString().replace(":2,FS", ":2,T")));

        assertThat(inbox.mails()).extracting(Mail::letters).containsExactly("T");
        assertThat(uids()).containsExactly(1L);
        Files.delete(inbox.mails().get(0).file());
        assertThat(inbox.mails()).isEmpty();
        assertThat(inbox.mark(List.of(mail), letters -> "S")).isEmpty();
        assertThat(inbox.text(mail)).isEmpty();
    }

    @Test
    void anAddedMessageHasItsTime() {
        Instant time = Instant.parse("1996-07-17T02:44:25Z");
        inbox.add(TEXT, "D", Optional.of(time));
        assertThat(inbox.arrived(inbox.mails().get(0))).isEqualTo(time);
        assertThat(inbox.mails()).noneMatch(Mail::fresh);
    }

    @Test
    void namesAreBounded() {
        assertThat(mailboxes.create("Work.2026")).isTrue();
        assertThat(mailboxes.create("Work.2026")).isFalse();
        for (String name :
                List.of(
                        "",
                        ".",
                        "a.",
                        ".a",
                        "a..b",
                        "../x",
                        "a/b",
                        "a*",
                        "a\n",
                        "x".repeat(201),
                        "Inbox")) {
            assertThat(mailboxes.create(name)).as(name).isFalse();
        }
        assertThat(mailboxes.names()).containsExactly("INBOX", "Work.2026");
        assertThat(directory.resolve("ann/.Work.2026/cur")).isDirectory();
    }

    @Test
    void aMailboxIsCopiedToRenamedAndRemoved() {
        inbox.add(TEXT, "S", Optional.empty());
        mailboxes.create("a");
        mailboxes.create("a.b");
        Mailbox copies = mailboxes.find("a.b").orElseThrow();
        assertThat(copies.copy(inbox, inbox.mails())).isEqualTo(Map.of(1L, 1L));
        long validity = copies.validity();

        assertThat(mailboxes.rename("a", "c")).isTrue();
        assertThat(mailboxes.names()).containsExactly("INBOX", "c", "c.b");
        assertThat(copies.mails()).isEmpty();
        Mailbox renamed = mailboxes.find("c.b").orElseThrow();
        assertThat(renamed.mails()).extracting(Mail::letters).containsExactly("S");
        assertThat(mailboxes.rename("none", "d")).isFalse();
        assertThat(mailboxes.rename("c", "INBOX")).isFalse();

        assertThat(mailboxes.delete("c.b")).isTrue();
        assertThat(mailboxes.delete("inbox")).isFalse();
        assertThat(mailboxes.create("c.b")).isTrue();
        assertThat(mailboxes.find("c.b").orElseThrow().validity()).isGreaterThan(validity);
        assertThat(inbox.mails()).hasSize(1);
    }

    @Test
    void aMailboxIsNotRenamedIfOneBelowItCannotBe() {
        for (String name : List.of("a", "a.b", "a.c", "x.c", "long", "long." + "y".repeat(190))) {
            assertThat(mailboxes.create(name)).as(name).isTrue();
        }
        List<String> before = mailboxes.names();
        assertThat(mailboxes.rename("a", "x")).isFalse();
        assertThat(mailboxes.rename("long", "much-longer")).isFalse();
        assertThat(mailboxes.names()).isEqualTo(before);
        assertThat(mailboxes.rename("a", "a.d")).isTrue();
        assertThat(mailboxes.names()).contains("a.d", "a.d.b", "a.d.c").doesNotContain("a");
    }

    @Test
    void renamingTheInboxMovesItsMessages() {
        inbox.add(TEXT, "S", Optional.empty());
        assertThat(mailboxes.rename("INBOX", "old")).isTrue();
        assertThat(inbox.mails()).isEmpty();
        assertThat(mailboxes.find("old").orElseThrow().mails()).hasSize(1);
    }

    @Test
    void subscriptionsAreKept() {
        assertThat(mailboxes.subscribe("b", true)).isTrue();
        assertThat(mailboxes.subscribe("a", true)).isTrue();
        assertThat(mailboxes.subscribe("b", false)).isTrue();
        assertThat(mailboxes.subscribe("x/y", true)).isFalse();
        assertThat(office.mailboxes("ann").orElseThrow().subscriptions()).containsExactly("a");
    }
}
