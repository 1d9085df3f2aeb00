package org.ropewalk.examples.nntp;

import static org.ropewalk.annotation.Payload.Framing.DOTTED;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.annotation.Advertise;
import org.ropewalk.annotation.Attempts;
import org.ropewalk.annotation.Blocking;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Fields;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnConnect;
import org.ropewalk.annotation.OnError;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Secret;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.StartTls;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Capabilities;
import org.ropewalk.line.Help;

/** NNTP for readers: RFC 3977, with AUTHINFO (4643) and STARTTLS (4642). */
@LineProtocol(initial = Nntp.Stranger.class, separator = Separator.BLANKS, charset = "ISO-8859-1")
@Errors(
        unknown = @Reply("500 {'unknown command'}"),
        usage = @Reply("501 {'usage: {usage}'}"),
        malformed = @Reply("501 {'{message}'}"),
        misplaced = @Reply("480 {'authenticate first'}"),
        unavailable = @Reply("502 {'not on this connection'}"),
        failed = @Reply(value = "403 {'{incident}'}", close = true),
        busy = @Reply(value = "400 {'too many attempts, or too many sessions'}", close = true),
        timeout = @Reply(value = "400 {'idle for too long'}", close = true),
        shutdown = @Reply(value = "400 {'the server is going down'}", close = true),
        refusals = {"4{*}", "5{*}"})
@Limits(line = 510, payload = Nntp.MAX_ARTICLE, reply = Nntp.MAX_OVERVIEW, idleSeconds = 600)
public interface Nntp {
    /** Bytes of an article. */
    int MAX_ARTICLE = 1 << 20;

    /** Bytes of a reply: the overview of a large group. */
    int MAX_OVERVIEW = 64 << 20;

    /** What the server can do now. */
    @Command({"CAPABILITIES", "CAPABILITIES {*}"})
    @Reply("101 {'this server can:'}")
    @Payload(DOTTED)
    default Capabilities capabilities() {
        return Capabilities.now();
    }

    /** Lists what may be sent now. */
    @Command("HELP")
    @Reply(value = "100 {'these commands:'}", each = "{usage*} - {summary*}")
    @Payload(DOTTED)
    default List<Help> help() {
        return Help.derived();
    }

    /** Returns the time in UTC. */
    @Command("DATE")
    @Reply("111 {}")
    @Format("yyyyMMddHHmmss")
    LocalDateTime date();

    /** Announces that the client reads articles. */
    @Command("MODE READER")
    Greeting modeReader();

    /** Ends the session. */
    @Command("QUIT")
    @Reply(value = "205 {'bye'}", close = true)
    void quit();

    /** The state before the login. */
    interface Guest extends Nntp {
        /** Names a user. */
        @Command("AUTHINFO USER {name*}")
        @Reply("381 {'whose password is?'}")
        @Advertise("AUTHINFO USER")
        Named user(String name);

        /** Secures the connection. */
        @Command("STARTTLS")
        @Reply("382 {'begin TLS'}")
        @StartTls
        @Advertise("STARTTLS")
        void startTls();
    }

    /** The user is not known. */
    @Advertise({"VERSION 2", "IMPLEMENTATION Ropewalk"})
    interface Stranger extends Guest {
        /** The greeting. */
        @OnConnect
        Greeting greeting();

        /** Answers that no user is named yet. */
        @Command("AUTHINFO PASS {password*}")
        @Reply("482 {'name a user first'}")
        void early(@Secret String password);
    }

    /** The user is named. */
    @Advertise({"VERSION 2", "IMPLEMENTATION Ropewalk"})
    interface Named extends Guest {
        /** Proves it. */
        @Attempts
        @Command("AUTHINFO PASS {password*}")
        @Reply("281 {'welcome'}")
        Reader pass(@Secret String password) throws Refused;
    }

    /** The user has logged in. */
    @Advertise({"VERSION 2", "IMPLEMENTATION Ropewalk", "READER"})
    @Errors(misplaced = @Reply("502 {'already authenticated'}"))
    interface Reader extends Nntp, ReaderCommands {
        /** Requests to post an article, which follows. */
        @Command("POST")
        @Advertise("POST")
        @Reply("340 {'send it'}")
        Posting post() throws Refused;

        /** Offers an article of another server; it follows. */
        @Command("IHAVE <{id}>")
        @Advertise("IHAVE")
        @Reply("335 {'send it'}")
        Transfer ihave(String id) throws Refused;
    }

    /** An article follows. */
    @Once
    @Errors(
            payload = @Reply("441 {'{message}'}"),
            tooBig = @Reply("441 {'too large'}"),
            memory = @Reply("441 {'no room now'}"))
    interface Posting {
        /** The article; it is stored when this is answered. */
        @Blocking
        @Command("")
        @Reply("240 {'received'}")
        void article(@Payload(DOTTED) Posted article) throws Refused;

        /** An article that cannot be taken is gone. */
        @OnError
        Reader spoiled();
    }

    /** An article of another server follows. */
    @Once
    @Errors(
            payload = @Reply("437 {'{message}'}"),
            tooBig = @Reply("437 {'too large'}"),
            memory = @Reply("436 {'no room now'}"))
    interface Transfer {
        /** The article; it is stored when this is answered. */
        @Blocking
        @Command("")
        @Reply("235 {'received'}")
        void article(@Payload(DOTTED) Posted article) throws Refused;

        /** An article that cannot be taken is gone. */
        @OnError
        Reader spoiled();
    }

    /** Whether articles are taken. */
    enum Greeting {
        /** They are. */
        @Reply("200 {'posting allowed'}")
        POSTING,
        /** They are not. */
        @Reply("201 {'reading only'}")
        READING
    }

    /** An article that is posted, or that another server has. */
    @Format(
            """
            [Path: {path*}]
            From: {from*}
            Newsgroups: {newsgroups,...}
            Subject: {subject*}
            [Date: {date*}]
            [Message-ID: <{id}>]
            [References: {references*}]
            [Xref: {xref*}]
            {others: ...}

            {body*}""")
    @Fields(fold = true)
    record Posted(
            Optional<String> path,
            String from,
            List<String> newsgroups,
            String subject,
            Optional<String> date,
            Optional<String> id,
            Optional<String> references,
            Optional<String> xref,
            Map<String, List<String>> others,
            Bytes body) {}

    /** What cannot be done; the session stays where it is. */
    @Reply("{code:3} {message*}")
    @SuppressWarnings("serial")
    final class Refused extends Exception {
        private final int code;

        /** A refusal. */
        public Refused(int code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        /** The code of three digits. */
        public int code() {
            return code;
        }
    }
}
