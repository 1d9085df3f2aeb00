package org.ropewalk.examples.nntp;

import static org.ropewalk.annotation.Payload.Framing.DOTTED;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ropewalk.annotation.Advertise;
import org.ropewalk.annotation.Blocking;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Fields;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Unsigned;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.line.Bytes;

/** The commands of a reader (RFC 3977 6 to 8), for each protocol or state that has them. */
public interface ReaderCommands {
    /** Selects a group. */
    @Command("GROUP {name}")
    @Reply("211 {count} {low} {high} {name} {''}")
    Group group(String name) throws Nntp.Refused;

    /** Selects a group, and lists the numbers of its articles. */
    @Command("LISTGROUP[ {name}[ {range}]]")
    @Reply(value = "211 {count} {low} {high} {name} {''}", each = "{}", end = ".")
    Listing listGroup(Optional<String> name, Optional<Numbers> range) throws Nntp.Refused;

    /** Sends an article. */
    @Blocking
    @Command("ARTICLE[ {which}]")
    Article article(Optional<Which> which) throws Nntp.Refused;

    /** Sends the head of an article. */
    @Blocking
    @Command("HEAD[ {which}]")
    Head head(Optional<Which> which) throws Nntp.Refused;

    /** Sends the body of an article. */
    @Blocking
    @Command("BODY[ {which}]")
    Body body(Optional<Which> which) throws Nntp.Refused;

    /** Checks that an article exists, and selects it. */
    @Command("STAT[ {which}]")
    @Reply("223 {number} <{id}> {''}")
    Place stat(Optional<Which> which) throws Nntp.Refused;

    /** Selects the next article. */
    @Command("NEXT")
    @Reply("223 {number} <{id}> {''}")
    Place next() throws Nntp.Refused;

    /** Selects the article before. */
    @Command("LAST")
    @Reply("223 {number} <{id}> {''}")
    Place last() throws Nntp.Refused;

    /** Sends the overview of articles. */
    @Blocking
    @Command({"OVER[ {what}]", "XOVER[ {what}]"})
    @Reply("224 {'follows'}")
    @Payload(DOTTED)
    @Advertise("OVER MSGID")
    List<Overview> over(Optional<Several> what) throws Nntp.Refused;

    /** Sends one field of articles. */
    @Blocking
    @Command("HDR {field}[ {what}]")
    @Payload(DOTTED)
    @Reply({"225 {'follow'}", "221 {''}"})
    @Advertise("HDR")
    List<Value> hdr(String field, Optional<Several> what) throws Nntp.Refused;

    /** Sends one field of articles, as RFC 2980 has it. */
    @Blocking
    @Command("XHDR {field}[ {what}]")
    @Payload(DOTTED)
    @Reply({"221 {'follow'}", "225 {''}"})
    List<Value> xhdr(String field, Optional<Several> what) throws Nntp.Refused;

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
    @Command("NEWGROUPS {since}[ GMT]")
    @Payload(DOTTED)
    @Reply("231 {'new ones'}")
    List<Active> newGroups(
            @Format({"yyyyMMdd HHmmss", "yyMMdd HHmmss"}) LocalDateTime since, boolean gmt);

    /** Lists the articles that are new. */
    @Blocking
    @Command("NEWNEWS {wildmat,...} {since}[ GMT]")
    @Payload(DOTTED)
    @Reply("230 {'new ones'}")
    @Advertise("NEWNEWS")
    List<Id> newNews(
            List<Pattern> wildmat,
            @Format({"yyyyMMdd HHmmss", "yyMMdd HHmmss"}) LocalDateTime since,
            boolean gmt);

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

    /** The overview of an article in a list. */
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
}
