package org.ropewalk.examples.nntp;

import static org.ropewalk.annotation.Payload.Framing.DOTTED;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
import org.ropewalk.annotation.Unsigned;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Capabilities;

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
@Limits(line = 510, payload = Nntp.MAX_ARTICLE, idleSeconds = 600)
public interface Nntp {
    /** Bytes of an article. */
    int MAX_ARTICLE = 1 << 20;

    /** What the server can do now. */
    @Command({"CAPABILITIES", "CAPABILITIES {*}"})
    @Reply("101 {'this server can:'}")
    @Payload(DOTTED)
    default Capabilities capabilities() {
        return Capabilities.now();
    }

    /** Lists what may be sent now. */
    @Command("HELP")
    @Reply("100 {'these commands:'}")
    @Payload(DOTTED)
    default Capabilities help() {
        return Capabilities.help();
    }

    /** Tells the time, as UTC. */
    @Command("DATE")
    @Reply("111 {}")
    @Format("yyyyMMddHHmmss")
    LocalDateTime date();

    /** Says that a reader will read. */
    @Command("MODE READER")
    Greeting modeReader();

    /** Ends the session. */
    @Command("QUIT")
    @Reply(value = "205 {'bye'}", close = true)
    void quit();

    /** One who may say who he is. */
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
    interface Reader extends Nntp {
        /** Selects a group. */
        @Command("GROUP {name}")
        @Reply("211 {count} {low} {high} {name} {''}")
        Group group(String name) throws Refused;

        /** Selects a group, and lists the numbers of its articles. */
        @Command("LISTGROUP[ {name}[ {range}]]")
        @Reply(value = "211 {count} {low} {high} {name} {''}", each = "{}", end = ".")
        Listing listGroup(Optional<String> name, Optional<Numbers> range) throws Refused;

        /** Sends an article. */
        @Blocking
        @Command("ARTICLE[ {which}]")
        Article article(Optional<Which> which) throws Refused;

        /** Sends the head of an article. */
        @Blocking
        @Command("HEAD[ {which}]")
        Head head(Optional<Which> which) throws Refused;

        /** Sends the body of an article. */
        @Blocking
        @Command("BODY[ {which}]")
        Body body(Optional<Which> which) throws Refused;

        /** Tells whether there is an article, and selects it. */
        @Command("STAT[ {which}]")
        @Reply("223 {number} <{id}> {''}")
        Place stat(Optional<Which> which) throws Refused;

        /** Selects the next article. */
        @Command("NEXT")
        @Reply("223 {number} <{id}> {''}")
        Place next() throws Refused;

        /** Selects the article before. */
        @Command("LAST")
        @Reply("223 {number} <{id}> {''}")
        Place last() throws Refused;

        /** Sends the overview of articles. */
        @Blocking
        @Command({"OVER[ {what}]", "XOVER[ {what}]"})
        @Reply("224 {'follows'}")
        @Payload(DOTTED)
        @Advertise("OVER MSGID")
        List<Overview> over(Optional<Several> what) throws Refused;

        /** Sends one field of articles. */
        @Blocking
        @Command("HDR {field}[ {what}]")
        @Payload(DOTTED)
        @Reply("225 {'follow'}")
        @Advertise("HDR")
        List<Value> hdr(String field, Optional<Several> what) throws Refused;

        /** Sends one field of articles, as RFC 2980 has it. */
        @Blocking
        @Command("XHDR {field}[ {what}]")
        @Payload(DOTTED)
        @Reply({"221 {'follow'}", "225 {''}"})
        List<Value> xhdr(String field, Optional<Several> what) throws Refused;

        /** Lists the groups. */
        @Command("LIST[ ACTIVE[ {wildmat,...}]]")
        @Payload(DOTTED)
        @Reply("215 {'groups'}")
        @Advertise("LIST ACTIVE")
        List<Active> list(List<Pattern> wildmat);

        /** Lists what groups are for. */
        @Command("LIST NEWSGROUPS[ {wildmat,...}]")
        @Payload(DOTTED)
        @Reply("215 {'descriptions'}")
        @Advertise("LIST NEWSGROUPS")
        List<Description> descriptions(List<Pattern> wildmat);

        /** Lists when groups were made, and by whom. */
        @Command("LIST ACTIVE.TIMES[ {wildmat,...}]")
        @Payload(DOTTED)
        @Reply("215 {'times'}")
        @Advertise("LIST ACTIVE.TIMES")
        List<Times> times(List<Pattern> wildmat);

        /** Lists the fields that HDR knows. */
        @Command({"LIST HEADERS", "LIST HEADERS {*}"})
        @Payload(DOTTED)
        @Reply("215 {'fields'}")
        @Advertise("LIST HEADERS")
        List<String> headers();

        /** Lists the fields of an overview. */
        @Command("LIST OVERVIEW.FMT")
        @Payload(DOTTED)
        @Reply("215 {'order of the fields'}")
        @Advertise("LIST OVERVIEW.FMT")
        List<String> overviewFormat();

        /** Lists the groups that are new. */
        @Command("NEWGROUPS {since*}[ GMT]")
        @Payload(DOTTED)
        @Reply("231 {'new ones'}")
        List<Active> newGroups(
                @Format({"yyyyMMdd HHmmss", "yyMMdd HHmmss"}) LocalDateTime since, boolean gmt);

        /** Lists the articles that are new. */
        @Command("NEWNEWS {wildmat,...} {since*}[ GMT]")
        @Payload(DOTTED)
        @Reply("230 {'new ones'}")
        @Advertise("NEWNEWS")
        List<Id> newNews(
                List<Pattern> wildmat,
                @Format({"yyyyMMdd HHmmss", "yyMMdd HHmmss"}) LocalDateTime since,
                boolean gmt);

        /** Asks whether an article may be posted; it follows. */
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

    /** One article. */
    sealed interface Which permits Number, Id {}

    /** One article, or several. */
    sealed interface Several permits Range, Number, Id {}

    /** Articles of the selected group. */
    sealed interface Numbers permits Range, Number {
        /** The first number. */
        long low();

        /** The last number, if there is one. */
        OptionalLong high();
    }

    /** By its number in the selected group. */
    @Format("{number}")
    record Number(@Unsigned long number) implements Which, Several, Numbers {
        @Override
        public long low() {
            return number;
        }

        @Override
        public OptionalLong high() {
            return OptionalLong.of(number);
        }
    }

    /** By its id, which all servers know it by. */
    @Format("<{id}>")
    record Id(String id) implements Which, Several {}

    /** By numbers; up to the last one if {@code high} is missing. */
    @Format("{low}-[{high}]")
    record Range(@Unsigned long low, OptionalLong high) implements Several, Numbers {}

    /** A part of a wildmat (RFC 3977 4). */
    sealed interface Pattern permits Matching, Not {
        /** Which names it is about. */
        Mask mask();

        /** Whether these are wanted. */
        boolean isWanted();
    }

    /** Names that match. */
    @Format("{mask}")
    record Matching(Mask mask) implements Pattern {
        @Override
        public boolean isWanted() {
            return true;
        }
    }

    /** Names that match do not fit. */
    @Format("!{mask}")
    record Not(Mask mask) implements Pattern {
        @Override
        public boolean isWanted() {
            return false;
        }
    }

    /** A group. */
    record Group(long count, long low, long high, String name) {}

    /** A group, and the numbers of its articles. */
    record Listing(long count, long low, long high, String name, List<Long> numbers) {}

    /** An article of the selected group; 0 where it was asked for by its id. */
    record Place(long number, String id) {}

    /** A group; {@code status} is {@code y} where articles may be posted. */
    @Format("{name} {high} {low} {status}")
    record Active(String name, long high, long low, char status) {}

    /** What a group is for. */
    @Format("{name}\t{description*}")
    record Description(String name, String description) {}

    /** When a group was made, in seconds since 1970, and by whom. */
    @Format("{name} {seconds} {creator*}")
    record Times(String name, long seconds, String creator) {}

    /** A field of an article. */
    @Format("{number} {value*}")
    record Value(long number, String value) {}

    /** What is told of an article in a list. */
    @Format(
            "{number}\t{subject*}\t{from*}\t{date*}\t<{id}>\t{references*}\t[{bytes}]\t[{lines}][\t{others*}]")
    record Overview(
            long number,
            String subject,
            String from,
            String date,
            String id,
            String references,
            OptionalLong bytes,
            OptionalLong lines,
            Optional<String> others) {}

    /** An article. */
    @Reply("220 {number} <{id}> {''}")
    record Article(long number, String id, @Payload(DOTTED) Message message) {}

    /** The fields of an article. */
    @Reply("221 {number} <{id}> {''}")
    record Head(long number, String id, @Payload(DOTTED) Headers headers) {}

    /** The text of an article. */
    @Reply("222 {number} <{id}> {''}")
    record Body(long number, String id, @Payload(DOTTED) Bytes text) {}

    /** Fields, an empty line, and the text. */
    @Format("{headers: ...}\n\n{body*}")
    @Fields(fold = true)
    record Message(Map<String, List<String>> headers, Bytes body) {}

    /** Fields. */
    @Format("{fields: ...}")
    @Fields(fold = true)
    record Headers(Map<String, List<String>> fields) {}

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
