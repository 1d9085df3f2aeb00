package org.ropewalk.it.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.ropewalk.examples.redis.RedisExample;
import org.ropewalk.examples.redis.RedisServer;
import org.ropewalk.examples.redis.store.Script;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.testing.StringTransport;

/** The example redis in memory: inline lines, waits, channels, and the memory limit. */
class RedisTest {
    private static final long MAX_BYTES = 1 << 20;

    private final RedisServer server =
            new RedisServer(MAX_BYTES, System::currentTimeMillis, new SplittableRandom(1));
    private final StringTransport client = connect();

    private StringTransport connect() {
        return new StringTransport().connect(RedisExample.factory(server));
    }

    private static String ask(StringTransport client, String... lines) {
        for (String line : lines) {
            client.deliver(line + "\r\n");
        }
        client.runTurns();
        return client.takeText().replace("\r\n", " ").strip();
    }

    private String ask(String... lines) {
        return ask(client, lines);
    }

    @Test
    void inlineWordsMayBeQuoted() {
        assertThat(ask("set \"a key\" 'it\\'s'", "get \"a\\x20key\"")).isEqualTo("+OK $4 it's");
        assertThat(ask("set \"a key\" \"a\\nb\"", "strlen \"a key\"")).isEqualTo("+OK :3");
        assertThat(ask("set \"a key", "ping"))
                .isEqualTo("-ERR Protocol error: unbalanced quotes in request");
    }

    @Test
    void commandsBehindAWaitAreAnsweredBehindIt() {
        StringTransport other = connect();
        assertThat(ask("blpop q 0", "ping")).isEmpty();

        assertThat(ask(other, "rpush q a b")).isEqualTo(":2");

        assertThat(ask()).isEqualTo("*2 $1 q $1 a +PONG");
        assertThat(ask("llen q")).isEqualTo(":1");
    }

    private String eval(String script, String... words) {
        StringBuilder array = new StringBuilder("*" + (words.length + 2) + "\r\n$4\r\nEVAL\r\n");
        array.append("$" + script.length() + "\r\n" + script + "\r\n");
        for (String word : words) {
            array.append("$" + word.length() + "\r\n" + word + "\r\n");
        }
        client.deliver(array.toString());
        return ask();
    }

    @Test
    void scriptsChangeKeysThatHaveTheExpectedValue() {
        String expire = Script.EXPIRE_EQUAL.text().toString();
        String delete = Script.DELETE_EQUAL.text().toString();
        ask("mset a 1 b 2", "rpush list x");

        assertThat(eval(expire, "3", "a", "b", "list", "60000", "1", "1", "x"))
                .isEqualTo("*3 :1 :0 :0");
        assertThat(ask("ttl a", "ttl b", "ttl list")).isEqualTo(":60 :-1 :-1");
        assertThat(eval(delete, "3", "a", "b", "list", "2", "2", "x")).isEqualTo("*3 :0 :1 :0");
        assertThat(ask("exists a b list")).isEqualTo(":2");
    }

    @Test
    void otherScriptsAreRefused() {
        String delete = Script.DELETE_EQUAL.text().toString();
        assertThat(eval("return 1", "0")).startsWith("-ERR there is no Lua here");
        assertThat(eval(delete, "-1")).isEqualTo("-ERR Number of keys can't be negative");
        assertThat(eval(delete, "1"))
                .isEqualTo("-ERR Number of keys can't be greater than number of args");
        assertThat(eval(delete, "1", "a")).isEqualTo("-ERR syntax error");
        assertThat(eval(Script.EXPIRE_EQUAL.text().toString(), "0", "x"))
                .isEqualTo("-ERR value is not an integer or out of range");
    }

    @Test
    void aWaitEndsAtItsTime() {
        assertThat(ask("blpop q r 0.5")).isEmpty();

        client.advance(Duration.ofMillis(499));
        assertThat(ask()).isEmpty();
        client.advance(Duration.ofMillis(1));
        assertThat(ask()).isEqualTo("*-1");
        assertThat(ask("rpush q a", "blpop q 0")).isEqualTo(":1 *2 $1 q $1 a");
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        assertThat(ask("blpop q x")).isEqualTo("-ERR timeout is not a float or out of range");
        assertThat(ask("blpop q -1")).isEqualTo("-ERR timeout is negative");
        assertThat(ask("blpop q 1e300")).isEqualTo("-ERR timeout is out of range");
    }

    @Test
    void aClientThatHasGoneTakesNothing() {
        ask("blpop q 0");
        client.lose(new ConnectionLost("gone"));
        client.runTurns();

        StringTransport other = connect();
        assertThat(ask(other, "rpush q a", "llen q")).isEqualTo(":1 :1");
    }

    /** Nothing bounds its wait, and it may have gone: an element for it would be lost. */
    @Test
    void E17_aClientThatEndsItsSideInAWaitTakesNothing() {
        ask("blpop q 0", "ping");
        client.deliverEnd();
        client.runTurns();

        assertThat(client.isDisconnecting()).isTrue();
        client.lose(new ConnectionDone("done"));
        assertThat(ask(connect(), "rpush q a", "llen q")).isEqualTo(":1 :1");
    }

    @Test
    void E17_aClientThatEndsItsSideIsAnsweredWhatItAskedForBefore() {
        client.deliver("ping\r\nset k v\r\nget k\r\n");
        client.deliverEnd();
        client.runTurns();
        assertThat(client.takeText()).isEqualTo("+PONG\r\n+OK\r\n$1\r\nv\r\n");
        assertThat(client.isOpen()).isFalse();
    }

    /** As many answers as commands, or the next answer is taken for this one. */
    @Test
    void S27_whoIsSubscribedToNothingIsAnsweredToo() {
        assertThat(ask("unsubscribe", "punsubscribe", "ping"))
                .isEqualTo("*3 $11 unsubscribe $0  :0 *3 $12 punsubscribe $0  :0 +PONG");
        ask("subscribe a");
        assertThat(ask("punsubscribe", "unsubscribe"))
                .isEqualTo("*3 $12 punsubscribe $0  :1 *3 $11 unsubscribe $1 a :0");
    }

    @Test
    void aSubscriberOfVersion2HasFewCommands() {
        assertThat(ask("subscribe a b"))
                .isEqualTo("*3 $9 subscribe $1 a :1 *3 $9 subscribe $1 b :2");
        assertThat(ask("get k"))
                .isEqualTo(
                        "-ERR Can't execute 'get': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING /"
                                + " QUIT / RESET are allowed in this context");
        assertThat(ask("ping")).isEqualTo("*2 $4 pong $0");
        assertThat(ask(connect(), "publish a hello")).isEqualTo(":1");
        assertThat(ask()).isEqualTo("*3 $7 message $1 a $5 hello");
        assertThat(ask("unsubscribe"))
                .isEqualTo("*3 $11 unsubscribe $1 a :1 *3 $11 unsubscribe $1 b :0");
        assertThat(ask("get k")).isEqualTo("$-1");
    }

    @Test
    void aSubscriberOfVersion3HasAllCommands() {
        ask("hello 3");
        assertThat(ask("psubscribe n*")).isEqualTo(">3 $10 psubscribe $2 n* :1");
        assertThat(ask("get k")).isEqualTo("_");
        assertThat(ask("publish news hello")).isEqualTo(">4 $8 pmessage $2 n* $4 news $5 hello :1");
        assertThat(ask("punsubscribe n*")).isEqualTo(">3 $12 punsubscribe $2 n* :0");
    }

    @Test
    void channelsWithoutSubscribersAreForgotten() {
        ask("subscribe a");
        ask(connect(), "psubscribe a*");
        StringTransport other = connect();
        assertThat(ask(other, "pubsub channels", "pubsub numpat", "pubsub numsub a b"))
                .isEqualTo("*1 $1 a :1 *4 $1 a :1 $1 b :0");

        client.lose(new ConnectionLost("gone"));
        client.runTurns();

        assertThat(ask(other, "pubsub channels", "publish a x")).isEqualTo("*0 :1");
    }

    @Test
    void aWriteBeyondTheMemoryLimitIsRefused_untilKeysMayBeEvicted() {
        String value = "v".repeat(10_000);
        String reply = "";
        int keys = 0;
        while (!reply.startsWith("-")) {
            reply = ask("set k" + keys++ + " " + value);
        }
        assertThat(reply).isEqualTo("-OOM command not allowed when used memory > 'maxmemory'.");
        assertThat(keys).isBetween(90, 110);
        assertThat(ask("get none", "strlen k1", "del k1")).isEqualTo("$-1 :10000 :1");

        assertThat(ask("config set maxmemory-policy allkeys-random")).isEqualTo("+OK");

        for (int i = 0; i < 500; i++) {
            assertThat(ask("set key" + i + " " + value)).isEqualTo("+OK");
        }
        assertThat(ask("info stats")).contains("evicted_keys:");
        assertThat(server.store().report().bytes()).isLessThan(MAX_BYTES + 2 * 10_200);
    }

    @Test
    void settingsAreReadAndChangedAsARedisHasThem() {
        assertThat(ask("config get maxmemory*"))
                .isEqualTo("*4 $9 maxmemory $7 1048576 $16 maxmemory-policy $10 noeviction");
        assertThat(ask("config set maxmemory 512kb", "config get maxmemory"))
                .isEqualTo("+OK *2 $9 maxmemory $6 524288");
        assertThat(ask("config set maxmemory x"))
                .isEqualTo(
                        "-ERR CONFIG SET failed (possibly related to argument 'maxmemory') - "
                                + "argument must be a memory value");
        assertThat(ask("select 0", "select 1")).isEqualTo("+OK -ERR DB index is out of range");
    }
}
