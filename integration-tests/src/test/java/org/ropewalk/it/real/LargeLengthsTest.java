package org.ropewalk.it.real;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ropewalk.examples.beanstalkd.BeanstalkdExample;
import org.ropewalk.examples.beanstalkd.Store;
import org.ropewalk.examples.nats.Broker;
import org.ropewalk.examples.nats.NatsExample;

/**
 * Lengths of 2^31 bytes and more, of which none come, beside the servers that are installed:
 * memcached's are in {@code it.memcached.DifferenceTest}.
 */
class LargeLengthsTest {
    private static final int TIMEOUT_MS = 30_000;

    /** What comes up to {@code end}, or the end of the connection, which is told. */
    private static String ask(InetSocketAddress server, String input, String end)
            throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(server);
            socket.getOutputStream().write(input.getBytes(ISO_8859_1));
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf(end) < 0) {
                int next = in.read();
                if (next < 0) {
                    return answer + "<END>";
                }
                answer.append((char) next);
            }
            return answer.toString();
        }
    }

    private static InetSocketAddress address(Served served) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), served.port());
    }

    @Test
    void F61_beanstalkdTakesNoNumberOver32BitsForALength() throws IOException {
        try (RealProcess real =
                        RealProcess.start(
                                "beanstalkd",
                                port -> List.of("-l", "127.0.0.1", "-p", String.valueOf(port)));
                Served example =
                        new Served(reactor -> BeanstalkdExample.factory(new Store(reactor)))) {
            for (String length : List.of("4294967296", "9999999999", "99999999999999999999")) {
                String input = "put 0 0 1 " + length + "\r\nlist-tube-used\r\n";
                String expected = ask(real.address(), input, "default\r\n");
                assertThat(expected).isEqualTo("BAD_FORMAT\r\nUSING default\r\n");
                assertThat(ask(address(example), input, "default\r\n"))
                        .as(length)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void F61_natsTakesNoMoreThanNineDigitsForALength() throws IOException {
        try (RealProcess real =
                        RealProcess.start(
                                "nats-server",
                                port -> List.of("-a", "127.0.0.1", "-p", String.valueOf(port)));
                Served example = new Served(reactor -> NatsExample.factory(new Broker()))) {
            for (String line :
                    List.of(
                            "PUB s 999999999",
                            "PUB s 1000000000",
                            "PUB s 2147483648",
                            "PUB s 9999999999",
                            "PUB s 99999999999999999999",
                            "HPUB s 5 999999999",
                            "HPUB s 5 9999999999",
                            "HPUB s 9999999999 9999999999")) {
                String input =
                        "CONNECT {\"verbose\":false,\"headers\":true}\r\n" + line + "\r\nPING\r\n";
                String expected = withoutInfo(ask(real.address(), input, "PONG\r\n"));
                assertThat(withoutInfo(ask(address(example), input, "PONG\r\n")))
                        .as(line)
                        .isEqualTo(expected);
            }
        }
    }

    private static String withoutInfo(String answer) {
        return answer.replaceFirst("INFO .*\r\n", "");
    }
}
