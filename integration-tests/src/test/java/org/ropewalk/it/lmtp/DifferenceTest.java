package org.ropewalk.it.lmtp;

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
import org.ropewalk.examples.lmtp.LmtpExample;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.it.real.Dovecot;
import org.ropewalk.it.real.Exchange;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.Served;

/**
 * The example answers with the same codes and enhanced codes as the Dovecot that is installed
 * (2.3.19 was the model). A refused BDAT has a RSET after it, which Dovecot needs. {@code
 * -Dropewalk.seeds=N} asks more than 60 conversations.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DifferenceTest {
    private static final int SEEDS = Integer.getInteger("ropewalk.seeds", 60);

    private static final List<String> SENDERS =
            List.of(
                    "MAIL FROM:<a@x.org>\r\n",
                    "MAIL FROM:<>\r\n",
                    "mail from:<\"a b\"@x.org> BODY=8BITMIME\r\n",
                    "MAIL FROM:<a@x.org> BODY=FOO\r\n",
                    "MAIL FROM:<a@x.org> SIZE=10\r\n",
                    "MAIL FROM:x\r\n",
                    "MAIL\r\n");
    private static final List<String> RECIPIENTS =
            List.of(
                    "RCPT TO:<u1@x.org>\r\n",
                    "RCPT TO:<u2@x.org>\r\n",
                    "rcpt to:<@a,@b:u3@x.org>\r\n",
                    "RCPT TO:<u1@x.org> FOO=1\r\n",
                    "RCPT TO:<\"u 1\"@x.org>\r\n",
                    "RCPT TO:\r\n");
    private static final List<String> ENDS =
            List.of(
                    "BDAT 5 LAST\r\nabc\r\n",
                    "BDAT 2\r\nabBDAT 0\r\nNOOP\r\nBDAT 3 LAST\r\n\r\nc",
                    "BDAT 2\r\nabRSET\r\n",
                    "BDAT 0 LAST\r\n",
                    "RSET\r\n",
                    "LHLO again\r\n",
                    "NOOP x\r\n");

    @TempDir private Path directory;

    private static String one(List<String> lines, Random random) {
        return lines.get(random.nextInt(lines.size()));
    }

    private static String conversation(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "RSET\r\n" : "");
        text.append("LHLO me\r\n");
        for (int i = random.nextInt(4); i >= 0; i--) {
            if (random.nextInt(6) == 0) {
                text.append(one(RECIPIENTS, random)).append("DATA\r\n");
            }
            text.append(random.nextInt(3) == 0 ? one(SENDERS, random) : SENDERS.get(0));
            text.append(RECIPIENTS.get(random.nextInt(2)));
            for (int more = random.nextInt(3); more > 0; more--) {
                text.append(one(RECIPIENTS, random));
            }
            text.append(one(ENDS, random)).append("RSET\r\n");
        }
        return text + "QUIT\r\n";
    }

    /** The codes alone; the lines of the capabilities differ. */
    private static String stable(String answer) {
        return answer.replaceAll("(?m)^250-.*\r?\n", "")
                .replaceAll("(?m)^250 CHUNKING.*$", "250")
                .replaceAll("(?m)^(\\d{3}( \\d\\.\\d\\.\\d)?).*$", "$1");
    }

    @Test
    void theSameCodesAsDovecotInTheSameConversations() throws Exception {
        Path theirs = Files.createDirectory(directory.resolve("theirs"));
        String service =
                "service lmtp {\n  inet_listener lmtp {\n    address = 127.0.0.1\n    port = %d\n"
                        + "  }\n}\n";
        try (RealProcess real = Dovecot.start(theirs, "lmtp", service);
                Served example =
                        new Served(
                                reactor ->
                                        LmtpExample.factory(
                                                new PostOffice(
                                                        directory.resolve("ours"), "secret")))) {
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
