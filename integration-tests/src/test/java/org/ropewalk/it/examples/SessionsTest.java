package org.ropewalk.it.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.beanstalkd.BeanstalkdExample;
import org.ropewalk.examples.beanstalkd.Store;
import org.ropewalk.examples.irc.IrcExample;
import org.ropewalk.examples.irc.Network;
import org.ropewalk.examples.lmtp.LmtpExample;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.nats.Broker;
import org.ropewalk.examples.nats.NatsExample;
import org.ropewalk.examples.smtp.SmtpExample;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** S39: what a session keeps of what its client has asked for has a bound in each example. */
class SessionsTest {
    @TempDir private Path directory;

    private static StringTransport connect(CommandFactory<?> factory) {
        factory.blocking(Runnable::run);
        factory.limits(limits -> limits.withErrors(1_000));
        return new StringTransport().connect(factory);
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count)
                .mapToObj(line)
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    /** So many of these lines are taken, and the next is answered otherwise. */
    private static void assertBounded(
            StringTransport transport, int most, IntFunction<String> line, String refusal) {
        transport.deliver(lines(most, line));
        transport.runTurns();
        assertThat(transport.text()).doesNotContain(refusal);
        transport.deliver(line.apply(most) + "\r\n");
        transport.runTurns();
        assertThat(transport.text()).contains(refusal);
        assertThat(transport.isOpen()).isTrue();
    }

    private PostOffice office() {
        return new PostOffice(directory, "secret");
    }

    @Test
    void smtp_recipients() {
        StringTransport transport = connect(SmtpExample.factory(office()));
        transport.deliver("EHLO x\r\nMAIL FROM:<>\r\n");
        assertBounded(transport, 1_000, i -> "RCPT TO:<u@example.org>", "452 ");
    }

    @Test
    void lmtp_recipients() {
        StringTransport transport = connect(LmtpExample.factory(office()));
        transport.deliver("LHLO x\r\nMAIL FROM:<>\r\n");
        assertBounded(
                transport, 1_000, i -> "RCPT TO:<u@example.org>", "452 4.5.3 Too many recipients");
    }

    @Test
    void irc_channels() {
        StringTransport transport = connect(IrcExample.factory(new Network("s")));
        transport.deliver("NICK n\r\nUSER n 0 * :N\r\n");
        assertBounded(
                transport, 50, i -> "JOIN #" + i, "405 n #50 :You have joined too many channels");
    }

    @Test
    void nats_subscriptions() {
        StringTransport transport = connect(NatsExample.factory(new Broker()));
        transport.deliver("CONNECT {\"verbose\":false}\r\n");
        assertBounded(
                transport, 10_000, i -> "SUB a " + i, "-ERR 'maximum subscriptions exceeded'");
    }

    @Test
    void beanstalkd_tubes() {
        Store store = new Store(new MemoryNetwork(1).reactor());
        // Every worker watches one tube from the beginning.
        assertBounded(
                connect(BeanstalkdExample.factory(store)),
                999,
                i -> "watch t" + i,
                "OUT_OF_MEMORY");
    }
}
