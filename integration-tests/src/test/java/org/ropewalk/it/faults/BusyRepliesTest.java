package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.beanstalkd.BeanstalkdExample;
import org.ropewalk.examples.beanstalkd.Store;
import org.ropewalk.examples.irc.IrcExample;
import org.ropewalk.examples.irc.Network;
import org.ropewalk.examples.lmtp.LmtpExample;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.memcached.MemcachedExample;
import org.ropewalk.examples.nats.Broker;
import org.ropewalk.examples.nats.NatsExample;
import org.ropewalk.examples.pop3.Pop3Example;
import org.ropewalk.examples.smtp.SmtpExample;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** What each example says to one connection too many: the whole line of its real server. */
class BusyRepliesTest {
    @TempDir private Path directory;

    /** What the second connection is told where there may be one. */
    private static String said(CommandFactory<?> factory) {
        factory.limits(limits -> limits.withConnections(1));
        new StringTransport().connect(factory);
        StringTransport second = new StringTransport().connect(factory);
        assertThat(second.isOpen()).isFalse();
        return second.text();
    }

    private PostOffice office() {
        return new PostOffice(directory, "secret");
    }

    /** Postfix: "421 4.7.0 HOST Error: too many connections from …" (RFC 5321 3.8). */
    @Test
    void F5_smtp() {
        assertThat(said(SmtpExample.factory(office())))
                .isEqualTo("421 4.7.0 ropewalk.example.org Error: too many\r\n");
    }

    /** RFC 2033 4.2 has the codes of SMTP. */
    @Test
    void F5_lmtp() {
        assertThat(said(LmtpExample.factory(office())))
                .isEqualTo("421 4.3.2 ropewalk.example.org Too many connections\r\n");
    }

    /** RFC 1939 3: a negative answer in place of the greeting. */
    @Test
    void F5_pop3() {
        assertThat(said(Pop3Example.factory(office())))
                .isEqualTo("-ERR too many attempts, or too many sessions\r\n");
    }

    /** memcached with -o maxconns_fast. */
    @Test
    void F5_memcached() {
        assertThat(said(MemcachedExample.factory()))
                .isEqualTo("ERROR Too many open connections\r\n");
    }

    /** nats-server's ErrTooManyConnections. */
    @Test
    void F5_nats() {
        assertThat(said(NatsExample.factory(new Broker())))
                .isEqualTo("-ERR 'maximum connections exceeded'\r\n");
    }

    /** RFC 2812 3.7.4: ERROR is what a server says before it closes. */
    @Test
    void F5_irc() {
        assertThat(said(IrcExample.factory(new Network("s"))))
                .isEqualTo("ERROR :Closing Link: Too many connections\r\n");
    }

    /** beanstalkd closes without a word. */
    @Test
    void F5_beanstalkd() {
        Store store = new Store(new MemoryNetwork(1).reactor());
        assertThat(said(BeanstalkdExample.factory(store))).isEmpty();
    }
}
