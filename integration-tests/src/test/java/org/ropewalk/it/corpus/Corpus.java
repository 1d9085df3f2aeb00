package org.ropewalk.it.corpus;

import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Attempts;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Junk;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Secret;
import org.ropewalk.annotation.StartTls;
import org.ropewalk.line.Bytes;

/** A protocol that has every way of going wrong. */
@LineProtocol(initial = Corpus.Guest.class)
@Errors(
        unknown = @Reply("-ERR UNKNOWN"),
        empty = @Reply("-ERR SYNTAX"),
        misplaced = @Reply("-ERR STATE"),
        usage = @Reply("-ERR ARGS"),
        malformed = @Reply("-ERR {message*}"),
        payload = @Reply("-ERR {message*}"),
        tooLong = @Reply("-ERR TOOLONG"),
        tooBig = @Reply("-ERR TOOBIG"),
        failed = @Reply(value = "-ERR INTERNAL", close = true),
        busy = @Reply(value = "-ERR LIMIT", close = true),
        timeout = @Reply(value = "-ERR TIMEOUT", close = true))
@Limits(line = 512, lineDiscard = 65_536, payload = 65_536, payloadDiscard = 1_048_576, errors = 10)
interface Corpus {
    @Command("PING")
    @Reply("+PONG")
    void ping();

    @Junk
    @Command("NOOP")
    @Reply("+OK")
    void noop();

    @Command("ECHO {text*}")
    @Reply("+OK {*}")
    String echo(String text);

    @Command("ADD {a} {b}")
    @Reply("+OK {}")
    long add(int a, int b);

    @Command("PUT {key} {data.length}")
    @Reply("+OK stored {data.length}")
    @Errors(usage = @Reply("-ERR LENGTH"))
    void put(Key key, @Payload Bytes data);

    @Command("GET {key}")
    Value get(Key key) throws NotFound;

    @Command("DATA")
    @Reply("+SEND")
    Text data();

    @Command("QUIT")
    @Reply(value = "+OK bye", close = true)
    void quit();

    @Command("FAIL")
    @Reply("+OK")
    void fail();

    @Attempts
    @Command("AUTH {user} {password}")
    @Reply("+OK")
    User auth(String user, @Secret String password) throws WrongPassword;

    @Command("SLOW {milliseconds}")
    @Reply("+OK slow")
    CompletionStage<Void> slow(int milliseconds);

    @Command("HUGE {bytes}")
    @Limits(payload = 16 << 20, payloadDiscard = 1_048_576)
    Value huge(int bytes);

    @Command("HANG")
    @Reply("+OK")
    CompletionStage<Void> hang();

    @Command("TWICE")
    @Reply("+OK {}")
    CompletionStage<Integer> twice();

    @Command("STARTTLS")
    @Reply("+OK begin TLS")
    @StartTls
    void startTls();

    /** Nobody has said who he is. */
    interface Guest extends Corpus {}

    /** Somebody has. */
    interface User extends Corpus {
        @Command("WHOAMI")
        @Reply("+OK {}")
        String whoAmI();
    }

    /** A text is awaited. */
    @Once
    interface Text {
        @Command("")
        @Reply("+OK {}")
        int text(@Payload(Payload.Framing.DOTTED) Bytes text);
    }

    /** A name of 1 to 32 visible characters. */
    record Key(String name) {
        private static final int MAX_LENGTH = 32;

        public Key {
            if (name.length() > MAX_LENGTH || !name.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
                throw new IllegalArgumentException("ARGS");
            }
        }
    }

    @Reply("${data.length}")
    record Value(@Payload Bytes data) {}

    @Reply("-ERR NOTFOUND")
    @SuppressWarnings("serial")
    final class NotFound extends Exception {}

    @Reply("-ERR AUTH")
    @SuppressWarnings("serial")
    final class WrongPassword extends Exception {}
}
