package org.ropewalk.it.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Conversations with a Redis: each seed gives the same commands, right ones and wrong ones. What is
 * known to differ is not asked: docs/protocols.md lists it.
 */
final class Conversations {
    /** Commands whose elements have no order of their own. */
    static final Set<String> UNORDERED =
            Set.of(
                    "HGETALL",
                    "HKEYS",
                    "HVALS",
                    "SMEMBERS",
                    "SINTER",
                    "SUNION",
                    "SDIFF",
                    "SPOP",
                    "KEYS");

    private static final int COMMANDS = 60;

    private static final List<String> KEYS = List.of("a", "a", "b", "b", "c", "k:1", "k:2", "");
    private static final List<String> VALUES =
            List.of(
                    "",
                    "x",
                    "hello",
                    "0",
                    "1",
                    "-1",
                    "10",
                    "007",
                    " 1",
                    "1 ",
                    "1.5",
                    "-0",
                    "9223372036854775807",
                    "-9223372036854775808",
                    "9223372036854775808",
                    "with blank",
                    "bin\r\n\u0000\u00ff");
    private static final List<String> NUMBERS =
            List.of(
                    "0",
                    "1",
                    "-1",
                    "2",
                    "-2",
                    "5",
                    "100",
                    "-100",
                    "9223372036854775807",
                    "-9223372036854775808",
                    "x",
                    "1.5",
                    "");

    /** How many of them are whole numbers. */
    private static final int INTEGERS = 10;

    private static final List<String> SECONDS = List.of("100", "1000", "-1", "0", "x", "10000");
    private static final List<String> PATTERNS =
            List.of("*", "?", "k:*", "k:[0-9]", "[^a]", "\\a", "[a-c]", "k:[12", "");

    private static final List<String> FORMS =
            List.of(
                    "GET K",
                    "SET K V",
                    "SET K V",
                    "SET K V NX",
                    "SET K V XX",
                    "SET K V EX S",
                    "SET K V PX 100000 XX",
                    "SET K V KEEPTTL",
                    "SET K V GET",
                    "SET K V NX XX",
                    "SET K V ZZ",
                    "SETNX K V",
                    "SETEX K S V",
                    "PSETEX K 100000 V",
                    "GETSET K V",
                    "GETDEL K",
                    "GETEX K",
                    "GETEX K EX 100",
                    "GETEX K PERSIST",
                    "MGET K K K",
                    "MSET K V K V",
                    "MSETNX K V K V",
                    "APPEND K V",
                    "STRLEN K",
                    "GETRANGE K N N",
                    "SETRANGE K 3 V",
                    "SETRANGE K -1 V",
                    "INCR K",
                    "DECR K",
                    "INCRBY K N",
                    "DECRBY K N",
                    "SET float 10.5",
                    "INCRBYFLOAT float 0.5",
                    "INCRBYFLOAT float 1e2",
                    "INCRBYFLOAT float x",
                    "DEL K",
                    "DEL K K",
                    "EXISTS K K",
                    "TYPE K",
                    "KEYS P",
                    "RENAME K K",
                    "RENAMENX K K",
                    "EXPIRE K S",
                    "EXPIRE K S NX",
                    "EXPIRE K S GT",
                    "PEXPIREAT K 99999999999999",
                    "EXPIRETIME K",
                    "PERSIST K",
                    "TTL K",
                    "LPUSH K V",
                    "RPUSH K V V V",
                    "LPUSHX K V",
                    "RPUSHX K V",
                    "LPOP K",
                    "RPOP K",
                    "LPOP K 2",
                    "RPOP K N",
                    "LLEN K",
                    "LRANGE K N N",
                    "LRANGE K 0 -1",
                    "LINDEX K I",
                    "LSET K I V",
                    "LREM K N V",
                    "LTRIM K N N",
                    "LINSERT K BEFORE V V",
                    "LINSERT K AFTER V V",
                    "LINSERT K BEHIND V V",
                    "RPOPLPUSH K K",
                    "LMOVE K K LEFT RIGHT",
                    "LMOVE K K RIGHT LEFT",
                    "LMOVE K K UP LEFT",
                    "BLPOP K K 0.01",
                    "BRPOP K -1",
                    "HSET K F V",
                    "HSET K F V F V",
                    "HMSET K F V",
                    "HSETNX K F V",
                    "HGET K F",
                    "HMGET K F F",
                    "HDEL K F F",
                    "HGETALL K",
                    "HKEYS K",
                    "HVALS K",
                    "HLEN K",
                    "HEXISTS K F",
                    "HSTRLEN K F",
                    "HINCRBY K F N",
                    "HINCRBYFLOAT K float 0.25",
                    "HINCRBYFLOAT K float x",
                    "SADD K V V",
                    "SADD K V",
                    "SREM K V V",
                    "SMEMBERS K",
                    "SISMEMBER K V",
                    "SMISMEMBER K V V",
                    "SCARD K",
                    "SPOP K -1",
                    "SPOP K 100",
                    "SMOVE K K V",
                    "SINTER K K",
                    "SUNION K K K",
                    "SDIFF K K",
                    "SINTERSTORE K K K",
                    "SUNIONSTORE K K K",
                    "SDIFFSTORE K K K",
                    "SRANDMEMBER K 0",
                    "DBSIZE",
                    "ECHO V",
                    "PING",
                    "PING V",
                    "SELECT 0",
                    "SELECT 99",
                    "SELECT x",
                    "PUBLISH K V",
                    "PUBSUB NUMPAT",
                    "PUBSUB CHANNELS",
                    "PUBSUB NUMSUB K",
                    "CONFIG GET appendonly",
                    "FLUSHALL",
                    "HELLO 9");

    private final Random random;

    private Conversations(long seed) {
        random = new Random(seed);
    }

    static List<List<String>> of(long seed) {
        Conversations one = new Conversations(seed);
        List<List<String>> commands = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            commands.add(one.command());
        }
        return commands;
    }

    private List<String> command() {
        List<String> words = new ArrayList<>();
        for (String word : one(FORMS).split(" ")) {
            words.add(
                    switch (word) {
                        case "K" -> one(KEYS);
                        case "F" -> "f" + random.nextInt(3);
                        case "V" -> one(VALUES);
                        case "N" -> one(NUMBERS);
                        case "I" -> one(NUMBERS.subList(0, INTEGERS));
                        case "S" -> one(SECONDS);
                        case "P" -> one(PATTERNS);
                        default -> random.nextInt(4) == 0 ? word.toLowerCase() : word;
                    });
        }
        return words;
    }

    private String one(List<String> several) {
        return several.get(random.nextInt(several.size()));
    }
}
