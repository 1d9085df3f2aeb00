package org.ropewalk.it.pop3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.pop3.Pop3Example;
import org.ropewalk.it.real.Dovecot;
import org.ropewalk.it.real.Exchange;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.Served;

/**
 * The example serves a maildir as the Dovecot that is installed (2.3.19 was the model), but for
 * texts for humans and the names of messages. {@code -Dropewalk.seeds=N} asks more than 60
 * conversations.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DifferenceTest {
    private static final int SEEDS = Integer.getInteger("ropewalk.seeds", 60);
    private static final int MOST_COMMANDS = 12;

    private static final List<String> MESSAGES =
            List.of(
                    "Subject: one\n\nhello\n.dot\n..\nend\n",
                    "Subject: two\r\n\r\nx\r\n",
                    "\nno head\n",
                    "Subject: four\nTo: you\n\n" + "0123456789\n".repeat(100));

    private static final List<String> COMMANDS =
            List.of(
                    "STAT",
                    "LIST",
                    "LIST #",
                    "UIDL",
                    "UIDL #",
                    "RETR #",
                    "TOP # 0",
                    "TOP # 2",
                    "TOP # 200",
                    "DELE #",
                    "DELE #",
                    "RSET",
                    "NOOP",
                    "stat",
                    "retr #");

    /** Few of them, as the connection ends behind a few errors. */
    private static final List<String> ERRORS =
            List.of(
                    "LIST x",
                    "RETR",
                    "TOP #",
                    "TOP # -1",
                    "TOP # x",
                    "DELE x",
                    "LAST",
                    "XYZ",
                    "",
                    "USER u1",
                    "LIST -1",
                    "RETR 99999999999999999999");

    @TempDir private Path directory;

    private void deliver(Path mail) throws Exception {
        for (String part : List.of("new", "cur", "tmp")) {
            Files.createDirectories(mail.resolve("u1").resolve(part));
        }
        for (int i = 0; i < MESSAGES.size(); i++) {
            Files.writeString(
                    mail.resolve("u1/new/100" + i + ".M1P1.host"), MESSAGES.get(i), ISO_8859_1);
        }
    }

    private static String conversation(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "NOOP\r\n" : "");
        text.append("USER u1\r\nPASS secret\r\n");
        for (int i = 1 + random.nextInt(MOST_COMMANDS); i > 0; i--) {
            text.append(COMMANDS.get(random.nextInt(COMMANDS.size()))).append("\r\n");
            if (i % 4 == 0) {
                text.append(ERRORS.get(random.nextInt(ERRORS.size()))).append("\r\n");
            }
        }
        while (text.indexOf("#") >= 0) {
            int at = text.indexOf("#");
            text.replace(at, at + 1, String.valueOf(random.nextInt(6)));
        }
        return text + "RSET\r\nQUIT\r\n";
    }

    /** Without texts, and the names of messages. */
    private static String stable(String answer) {
        return answer.replaceAll("(?m)^\\+OK \\d+ (octets|messages:)", "+OK")
                .replaceAll("(?m)^-ERR( \\[\\S+\\])?.*$", "-ERR$1")
                .replaceAll("(?m)^(\\+OK \\d+ )\\S*[^0-9\\s]\\S*$", "$1NAME")
                .replaceAll("(?m)^(\\d+ )\\S*[^0-9\\s]\\S*$", "$1NAME")
                .replaceAll("(?m)^(\\d+ )[0-9a-f]{16}$", "$1NAME")
                .replaceAll("(?m)^(\\+OK \\d+ )[0-9a-f]{16}$", "$1NAME")
                .replaceAll("(?m)^\\+OK(?! \\d+ (\\d+|NAME)\r?$).*$", "+OK")
                .replace("\r", "");
    }

    @Test
    void theSameAnswersAsDovecotToTheSameConversations() throws Exception {
        Path ours = directory.resolve("ours");
        Path theirs = Files.createDirectory(directory.resolve("theirs"));
        deliver(ours);
        deliver(theirs.resolve("mail"));
        String login = "service pop3-login {\n  inet_listener pop3 {\n    port = %d\n  }\n}\n";
        try (RealProcess real = Dovecot.start(theirs, "pop3", login);
                Served example =
                        new Served(
                                reactor -> Pop3Example.factory(new PostOffice(ours, "secret")))) {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), example.port());
            for (long seed = 0; seed < SEEDS; seed++) {
                String conversation = conversation(seed);
                assertThat(stable(Exchange.hold(address, conversation)))
                        .as("seed %d: %s", seed, conversation)
                        .isEqualTo(stable(Exchange.hold(real.address(), conversation)));
            }
        }
    }
}
