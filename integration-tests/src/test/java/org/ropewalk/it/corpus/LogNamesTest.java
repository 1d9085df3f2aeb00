package org.ropewalk.it.corpus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.examples.memcached.MemcachedClient;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;
import org.slf4j.event.Level;

/** Each line of the log about a connection has the connection's number beside its peer. */
class LogNamesTest {
    private static final Pattern NAME = Pattern.compile("/[0-9.]+:\\d+ #(\\d+)");

    private final MemoryNetwork network = new MemoryNetwork(5);
    private final Reactor reactor = network.reactor();
    private final CorpusFactory factory =
            new CorpusFactory(peer -> new CorpusHandler(new ArrayList<>(), peer));
    private CapturedLog log;

    @BeforeEach
    void listen() throws Exception {
        factory.limits(
                limits -> limits.withLine(40).withPayload(4).withConnections(2).withIdleSeconds(5));
        reactor.listen("tcp:4000", factory);
        network.run();
        log = CapturedLog.of(CommandFactory.class, Level.DEBUG);
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    private MemoryPeer say(String text) {
        MemoryPeer peer = network.connectPeer(4000);
        network.run();
        peer.write(text.getBytes(US_ASCII));
        network.run();
        return peer;
    }

    /** The numbers in the lines, each of which has one. */
    private List<String> numbers() {
        List<String> numbers = new ArrayList<>();
        log.lines().forEach(line -> numbers.add(number(line)));
        return numbers;
    }

    private static String number(String line) {
        Matcher name = NAME.matcher(line);
        assertThat(name.find()).as(line).isTrue();
        return name.group(1);
    }

    @Test
    void F74_eachLineOfAServerAboutAConnectionHasItsNumber() {
        for (String bad :
                List.of(
                        "NOSUCH\r\n",
                        "ECHO " + "x".repeat(50) + "\r\n",
                        "PUT k 5\r\nPING\n\r\n",
                        "GET\r\n",
                        "FAIL\r\n",
                        "GET / HTTP/1.0\r\n",
                        "PING\n")) {
            say(bad).close();
            network.run();
        }
        say("PING\r\n");
        network.advance(Duration.ofSeconds(10));

        assertThat(numbers()).hasSizeGreaterThan(14).startsWith("1", "1").endsWith("8");
    }

    @Test
    void F74_aConnectionThatIsOneTooManyHasANumber() {
        say("");
        say("");
        say("");

        assertThat(log.lines()).first().asString().contains("refuses");
        assertThat(numbers()).containsExactly("3", "3");
    }

    @Test
    void F74_numbersAreNotUsedAgain() {
        say("FAIL\r\n").close();
        say("FAIL\r\n").close();

        assertThat(numbers()).contains("1", "2");
    }

    @Test
    void F74_aLineOfAClientAboutItsServerHasTheNumber() throws Exception {
        log.close();
        log = CapturedLog.of(Class.forName("org.ropewalk.client.UnsolicitedLines"), Level.WARN);
        List<Protocol> servers = new ArrayList<>();
        reactor.listen(
                "tcp:4001",
                Factory.forProtocol(
                        () -> {
                            servers.add(new Protocol() {});
                            return servers.get(0);
                        }));
        MemcachedClient.open(reactor, "tcp:127.0.0.1:4001");
        network.run();
        servers.get(0).transport().write("SERVER_ERROR not stored\r\n".getBytes(US_ASCII));
        network.run();

        assertThat(log.lines()).hasSize(1).first().asString().contains("refused a command");
        String served = number(servers.get(0).transport().toString());
        assertThat(numbers()).containsExactly(served.equals("1") ? "2" : "1");
    }
}
