package org.ropewalk.it.coverage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.beanstalkd.BeanstalkdExample;
import org.ropewalk.examples.beanstalkd.Store;
import org.ropewalk.examples.lmtp.LmtpExample;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.memcached.MemcachedExample;
import org.ropewalk.examples.nats.Broker;
import org.ropewalk.examples.nats.NatsExample;
import org.ropewalk.examples.redis.RedisExample;
import org.ropewalk.examples.redis.RedisServer;
import org.ropewalk.examples.stomp.StompExample;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;

/** A session is answered the same, however many of its bytes one read of the network brings. */
class ReadSizesTest {
    /** For each protocol; each is sent in four ways. */
    private static final int SESSIONS = Integer.getInteger("ropewalk.sessions", 5);

    private static final int READ = 64 << 10;

    @TempDir private Path directory;
    private int offices;

    private static byte[] answer(
            Function<Reactor, CommandFactory<?>> server, byte[] sent, int first, int readBytes) {
        MemoryNetwork network = new MemoryNetwork(sent.length).bufferBytes(1 << 20);
        if (readBytes > 0) {
            network.maxReadBytes(readBytes);
        }
        Reactor reactor = network.reactor();
        CommandFactory<?> factory = server.apply(reactor);
        factory.blocking(Runnable::run);
        reactor.listen("tcp:4000", factory);
        MemoryPeer peer = network.connectPeer(4000);
        network.run();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        int at = 0;
        int end = Math.min(first, sent.length);
        while (at < sent.length && !peer.isEnded() && !peer.isReset()) {
            at += peer.write(sent, at, end - at);
            network.run();
            answer.writeBytes(peer.readAll());
            network.run();
            answer.writeBytes(peer.readAll());
            end = sent.length;
        }
        peer.shutdownOutput();
        network.run();
        answer.writeBytes(peer.readAll());
        return answer.toByteArray();
    }

    private static void compare(
            Supplier<Function<Reactor, CommandFactory<?>>> servers, Sampler sampler) {
        for (int seed = 1; seed <= SESSIONS; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            int length = 5_000 + random.nextInt(READ * 2);
            sampler.begin(text);
            while (text.length() < length) {
                sampler.add(text, random);
            }
            byte[] sent = text.toString().getBytes(ISO_8859_1);
            String small = stable(answer(servers.get(), sent, sent.length, 700));
            int first = random.nextInt(3_000);
            for (int read : new int[] {0, 2 * READ, 8_000}) {
                assertThat(stable(answer(servers.get(), sent, first, read)))
                        .as("seed %d, first %d, reads %d", seed, first, read)
                        .isEqualTo(small);
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    /** Without the names of files, which have the time in them. */
    private static String stable(byte[] answer) {
        return text(answer).replaceAll("\\d+\\.M\\d+P\\w+\\.ropewalk", "FILE");
    }

    /** Adds random commands to a session. */
    private interface Sampler {
        default void begin(StringBuilder text) {}

        void add(StringBuilder text, Random random);
    }

    private static String bytes(Random random) {
        int kind = random.nextInt(20);
        int length = kind == 0 ? random.nextInt(60_000) : random.nextInt(kind < 8 ? 30 : 3_000);
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return text(bytes);
    }

    private static boolean rarely(Random random) {
        return random.nextInt(100) == 0;
    }

    private static String key(Random random) {
        return "k" + random.nextInt(20);
    }

    @Test
    void of_memcached() {
        compare(
                () -> reactor -> MemcachedExample.factory(),
                (text, random) -> {
                    String data = bytes(random);
                    int length = data.length() + (rarely(random) ? 1 : 0);
                    switch (random.nextInt(6)) {
                        case 0, 1 ->
                                text.append("set " + key(random) + " 3 0 " + length + "\r\n")
                                        .append(data + "\r\n");
                        case 2 ->
                                text.append("append " + key(random) + " 3 0 " + length + "\r\n")
                                        .append(data + "\r\n");
                        case 3 ->
                                text.append("ms " + key(random) + " " + length + " c\r\n")
                                        .append(data + "\r\n");
                        case 4 -> text.append("get " + key(random) + " " + key(random) + "\r\n");
                        default -> text.append("mg " + key(random) + " v s\r\n");
                    }
                });
    }

    @Test
    void of_redis() {
        compare(
                () ->
                        reactor ->
                                RedisExample.factory(
                                        new RedisServer(1 << 26, () -> 0L, new Random(1))),
                (text, random) -> {
                    String data = bytes(random);
                    int length = data.length() + (rarely(random) ? 1 : 0);
                    String name = "k1";
                    if (random.nextBoolean()) {
                        text.append("*3\r\n$3\r\nSET\r\n$2\r\n" + name + "\r\n$" + length + "\r\n")
                                .append(data + "\r\n");
                    } else if (random.nextBoolean()) {
                        text.append("*2\r\n$3\r\nGET\r\n$2\r\n" + name + "\r\n");
                    } else {
                        text.append(rarely(random) ? "$2\r\n" : "PING\r\n");
                    }
                });
    }

    @Test
    void of_nats() {
        compare(
                () -> reactor -> NatsExample.factory(new Broker()),
                new Sampler() {
                    @Override
                    public void begin(StringBuilder text) {
                        text.append("CONNECT {\"verbose\":true}\r\nSUB k1 1\r\n");
                    }

                    @Override
                    public void add(StringBuilder text, Random random) {
                        String data = bytes(random);
                        int length = data.length() + (rarely(random) ? 1 : 0);
                        if (random.nextInt(3) == 0) {
                            text.append("PING\r\n");
                        } else {
                            text.append("PUB " + key(random) + " " + length + "\r\n")
                                    .append(data + "\r\n");
                        }
                    }
                });
    }

    @Test
    void of_beanstalkd() {
        compare(
                () -> reactor -> BeanstalkdExample.factory(new Store(reactor)),
                (text, random) -> {
                    String data = bytes(random);
                    int length = data.length() + (rarely(random) ? 1 : 0);
                    switch (random.nextInt(4)) {
                        case 0 -> text.append("reserve-with-timeout 0\r\n");
                        case 1 -> text.append("delete " + random.nextInt(40) + "\r\n");
                        default ->
                                text.append("put 1 0 60 " + length + "\r\n").append(data + "\r\n");
                    }
                });
    }

    @Test
    void of_stomp() {
        compare(
                () ->
                        reactor ->
                                StompExample.factory(
                                        new org.ropewalk.examples.stomp.Broker(1 << 20)),
                new Sampler() {
                    @Override
                    public void begin(StringBuilder text) {
                        text.append("CONNECT\naccept-version:1.2\nhost:h\n\n\0");
                        text.append("SUBSCRIBE\nid:s\ndestination:/queue/k1\n\n\0");
                    }

                    @Override
                    public void add(StringBuilder text, Random random) {
                        String data = bytes(random);
                        text.append("SEND\ndestination:/queue/" + key(random) + "\nreceipt:7\n");
                        if (random.nextBoolean()) {
                            text.append("content-length:" + data.length() + "\n\n" + data + "\0");
                        } else {
                            text.append("\n" + data.replace("\0", "") + "\0");
                        }
                    }
                });
    }

    @Test
    void of_lmtp() {
        compare(
                () -> {
                    PostOffice office =
                            new PostOffice(directory.resolve("o" + ++offices), "secret", false);
                    return reactor -> LmtpExample.factory(office);
                },
                new Sampler() {
                    @Override
                    public void begin(StringBuilder text) {
                        text.append("LHLO h\r\n");
                    }

                    @Override
                    public void add(StringBuilder text, Random random) {
                        text.append("MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\n");
                        text.append("RCPT TO:<alice@example.org>\r\nDATA\r\n");
                        for (int i = random.nextInt(60); i > 0; i--) {
                            text.append(".".repeat(random.nextInt(3)))
                                    .append("x".repeat(1 + random.nextInt(90)))
                                    .append("\r\n");
                        }
                        text.append(".\r\nNOOP\r\n");
                    }
                });
    }
}
