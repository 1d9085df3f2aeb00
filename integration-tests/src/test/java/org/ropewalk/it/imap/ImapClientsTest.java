package org.ropewalk.it.imap;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.SubjectTerm;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.examples.imap.ImapExample;
import org.ropewalk.examples.imap.ImapFactory;
import org.ropewalk.examples.mail.Mail;
import org.ropewalk.examples.mail.Mailbox;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.Served;
import org.ropewalk.line.Bytes;
import org.ropewalk.tls.TlsContext;

/** The example of IMAP with clients that others wrote. */
class ImapClientsTest {
    private static final Path TLS = Path.of("..", "runtime", "src", "test", "resources", "tls");
    private static final String FIRST = "From: bob@example.org\r\nSubject: one\r\n\r\nfirst\r\n";
    private static final String PARTS =
            "From: bob@example.org\r\nSubject: parts\r\nMIME-Version: 1.0\r\n"
                    + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n"
                    + "--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: attachment; filename=a.txt\r\n"
                    + "Content-Transfer-Encoding: base64\r\n\r\nY2Fmw6k=\r\n--b--\r\n";

    @TempDir private Path directory;
    private PostOffice office;
    private Mailbox inbox;
    private Served served;

    @BeforeEach
    void start() {
        office = new PostOffice(directory.resolve("mail"), "secret", false);
        inbox = office.mailboxes("ann").orElseThrow().find("INBOX").orElseThrow();
        inbox.add(Bytes.of(FIRST), "", Optional.empty());
        inbox.add(Bytes.of(PARTS), "S", Optional.empty());
        served =
                new Served(
                        reactor -> {
                            ImapFactory factory = ImapExample.factory(reactor, office);
                            factory.tls(
                                    TlsContext.server(
                                            TLS.resolve("server.pem"), TLS.resolve("server.key")));
                            return factory;
                        });
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void jakartaMailReadsSearchesAppendsAndDeletes(String tls) throws Exception {
        Properties properties = new Properties();
        properties.put("mail.imap.port", String.valueOf(served.port()));
        properties.put("mail.imap.timeout", "20000");
        properties.put("mail.imap.ssl.trust", "*");
        properties.put("mail.imap.ssl.checkserveridentity", "false");
        properties.put("mail.imap.starttls.enable", tls);
        properties.put("mail.imap.starttls.required", tls);
        Session session = Session.getInstance(properties);
        try (Store store = session.getStore("imap")) {
            store.connect("127.0.0.1", "ann", "secret");
            Folder work = store.getFolder("Work");
            assertThat(work.create(Folder.HOLDS_MESSAGES)).isTrue();
            assertThat(store.getDefaultFolder().list("*"))
                    .extracting(Folder::getFullName)
                    .containsExactlyInAnyOrder("INBOX", "Work");
            Folder open = store.getFolder("INBOX");
            open.open(Folder.READ_WRITE);
            assertThat(open.getMessageCount()).isEqualTo(2);
            assertThat(open.getMessage(1).getSubject()).isEqualTo("one");
            assertThat(open.getMessage(1).getContent()).isEqualTo("first\r\n");
            Multipart parts = (Multipart) open.getMessage(2).getContent();
            assertThat(parts.getCount()).isEqualTo(2);
            assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("a.txt");
            assertThat(parts.getBodyPart(1).getContent()).isEqualTo("café");
            assertThat(open.search(new SubjectTerm("PART"))).hasSize(1);
            open.copyMessages(new Message[] {open.getMessage(1)}, work);
            MimeMessage sent =
                    new MimeMessage(
                            session,
                            new ByteArrayInputStream(
                                    "Subject: three\r\n\r\nüber\r\n"
                                            .getBytes(StandardCharsets.UTF_8)));
            open.appendMessages(new Message[] {sent});
            assertThat(open.getMessageCount()).isEqualTo(3);
            open.getMessage(2).setFlag(Flags.Flag.DELETED, true);
            assertThat(open.expunge()).hasSize(1);
            open.close(true);
            assertThat(work.getMessageCount()).isEqualTo(1);
            assertThat(work.renameTo(store.getFolder("Old"))).isTrue();
            assertThat(store.getFolder("Old").delete(true)).isTrue();
        }
        assertThat(inbox.mails()).extracting(Mail::uid).containsExactly(1L, 3L);
    }

    @Test
    void curlListsReadsSearchesAndAppends() throws Exception {
        String url = "imap://127.0.0.1:" + served.port();
        assertThat(curl(url + "/INBOX;UID=1")).isEqualTo(FIRST);
        assertThat(curl("--ssl-reqd", "-k", url + "/INBOX;UID=1;SECTION=TEXT"))
                .isEqualTo("first\r\n");
        assertThat(curl(url + "/")).isEqualTo("* LIST (\\HasNoChildren) \".\" \"INBOX\"\r\n");
        assertThat(curl(url + "/INBOX?SUBJECT%20parts")).isEqualTo("* SEARCH 2\r\n");
        Path message = Files.writeString(directory.resolve("m.eml"), "Subject: up\r\n\r\nup\r\n");
        curl("-T", message.toString(), url + "/INBOX");
        assertThat(inbox.mails()).hasSize(3);
    }

    private static String curl(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 6];
        System.arraycopy(
                new String[] {"curl", "-sS", "-m", "20", "-u", "ann:secret"}, 0, command, 0, 6);
        System.arraycopy(arguments, 0, command, 6, arguments.length);
        return Programs.run(command);
    }

    @Test
    void pythonsImaplibReadsAndWrites() throws Exception {
        Path script =
                Files.writeString(
                        directory.resolve("read.py"),
                        """
                        import imaplib, ssl, sys
                        box = imaplib.IMAP4("127.0.0.1", int(sys.argv[1]), timeout=20)
                        box.starttls(ssl._create_unverified_context())
                        assert "STARTTLS" not in box.capability()[1][0].decode()
                        try:
                            box.login("ann", "guess")
                            assert False, "a wrong password is taken"
                        except imaplib.IMAP4.error as refusal:
                            assert "AUTHENTICATIONFAILED" in str(refusal), refusal
                        box.authenticate("PLAIN", lambda asked: b"\\0ann\\0secret")
                        assert box.select("INBOX")[1] == [b"2"]
                        data = box.fetch("1:2", "(FLAGS BODY.PEEK[])")[1]
                        assert data[0][1].endswith(b"first\\r\\n"), data
                        assert box.search(None, "UNSEEN")[1] == [b"1"]
                        assert box.uid("SEARCH", "CHARSET", "UTF-8", "SUBJECT", '"one"')[1] == [b"1"]
                        assert box.create("A.B")[0] == "OK"
                        assert box.copy("1", "A.B")[0] == "OK"
                        assert box.status("A.B", "(MESSAGES)")[1] == [b'"A.B" (MESSAGES 1)']
                        assert box.append("INBOX", "\\\\Flagged", None, b"Subject: x\\r\\n\\r\\nx\\r\\n")[0] == "OK"
                        assert box.store("1", "+FLAGS", "(\\\\Deleted)")[0] == "OK"
                        assert box.expunge()[1] == [b"1"]
                        assert box.subscribe("A.B")[0] == "OK"
                        assert len(box.lsub()[1]) == 1
                        assert box.close()[0] == "OK"
                        box.logout()
                        """);
        Programs.run("python3", script.toString(), String.valueOf(served.port()));
        assertThat(inbox.mails()).extracting(Mail::letters).containsExactly("S", "F");
    }

    @Test
    void mbsyncCopiesInBothDirections() throws Exception {
        Path local = Files.createDirectories(directory.resolve("local"));
        Path configuration =
                Files.writeString(
                        directory.resolve("mbsyncrc"),
                        """
                        IMAPStore far
                        Host 127.0.0.1
                        Port %d
                        User ann
                        Pass secret
                        SSLType None
                        AuthMechs LOGIN

                        MaildirStore near
                        Path %s/
                        Inbox %s/inbox
                        SubFolders Verbatim

                        Channel all
                        Far :far:
                        Near :near:
                        Patterns *
                        Create Both
                        Expunge Both
                        SyncState *
                        """
                                .formatted(served.port(), local, local));
        Programs.run("mbsync", "-c", configuration.toString(), "-a");
        assertThat(files(local.resolve("inbox"))).isEqualTo(2);
        Files.writeString(local.resolve("inbox/new/1.x"), "Subject: near\n\nnear\n");
        Path mail = inbox.mails().get(1).file();
        Files.move(
                mail, mail.resolveSibling(mail.getFileName().toString().replace(":2,S", ":2,ST")));
        Programs.run("mbsync", "-c", configuration.toString(), "-a");
        assertThat(files(local.resolve("inbox"))).isEqualTo(2);
        assertThat(inbox.mails()).extracting(Mail::uid).containsExactly(1L, 3L);
    }

    @Test
    void muttReadsAMessage() throws Exception {
        Path folder = directory.resolve("saved");
        Path configuration =
                Files.writeString(
                        directory.resolve("muttrc"),
                        """
                        set imap_user=ann
                        set imap_pass=secret
                        set ssl_starttls=no
                        set ssl_force_tls=no
                        set folder="imap://127.0.0.1:%d/"
                        set spoolfile="=INBOX"
                        set mbox_type=mbox
                        set confirmappend=no
                        set confirmcreate=no
                        set delete=yes
                        set quit=yes
                        set move=no
                        set wait_key=no
                        push "<copy-message>%s<enter><next-entry><flag-message><quit>"
                        """
                                .formatted(served.port(), folder));
        Programs.run("script", "-qec", "TERM=xterm mutt -n -F " + configuration, "/dev/null");
        assertThat(Files.readString(folder)).contains("Subject: one").contains("first");
        assertThat(inbox.mails()).extracting(Mail::letters).containsExactly("", "FS");
    }

    private static long files(Path maildir) throws Exception {
        long files = 0;
        for (String part : new String[] {"new", "cur"}) {
            try (var all = Files.list(maildir.resolve(part))) {
                files += all.count();
            }
        }
        return files;
    }
}
