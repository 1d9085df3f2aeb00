package org.ropewalk.it.law;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.annotation.Carrier;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Unsigned;
import org.ropewalk.line.Bytes;

/** Commands with values of each kind, each of which is sent back. */
interface LawCommands {
    /** A whole number. */
    @Command("INT {value}")
    @Reply("+INT {}")
    int int32(int value);

    /** A large one. */
    @Command("LONG {value}")
    @Reply("+LONG {}")
    long int64(long value);

    /** Without a sign. */
    @Command("UNSIGNED {value}")
    @Reply("+UNSIGNED {}")
    @Unsigned
    long unsigned64(@Unsigned long value);

    /** Of any size. */
    @Command("BIG {value}")
    @Reply("+BIG {}")
    BigInteger big(BigInteger value);

    /** With a point. */
    @Command("DECIMAL {value}")
    @Reply("+DECIMAL {}")
    BigDecimal decimal(BigDecimal value);

    /** With an exponent. */
    @Command("DOUBLE {value}")
    @Reply("+DOUBLE {}")
    double float64(double value);

    /** Of 32 bits. */
    @Command("FLOAT {value}")
    @Reply("+FLOAT {}")
    float float32(float value);

    /** One character. */
    @Command("CHAR {value}")
    @Reply("+CHAR {}")
    char character(char value);

    /** One word. */
    @Command("WORD {value}")
    @Reply("+WORD {}")
    String word(String value);

    /** Bytes as a word. */
    @Command("BYTES {value}")
    @Reply("+BYTES {}")
    Bytes bytes(Bytes value);

    /** A word between literals. */
    @Command("GLUED <{value}>")
    @Reply("+GLUED <{}>")
    String glued(String value);

    /** Free text. */
    @Command("FREE {value*}")
    @Reply("+FREE {*}")
    String free(String value);

    /** Free text as bytes. */
    @Command("FREEBYTES {value*}")
    @Reply("+FREEBYTES {*}")
    Bytes freeBytes(Bytes value);

    /** Words, as the rest of the line. */
    @Command("MANY {value...}")
    @Reply("+MANY {...}")
    List<String> many(List<String> value);

    /** Words in one. */
    @Command("LIST {value,...}")
    @Reply("+LIST {,...}")
    List<String> list(List<String> value);

    /** A word, or none. */
    @Command("MAYBE[ {value}]")
    @Reply(value = "+MAYBE {}", absent = "+NONE")
    Optional<String> maybe(Optional<String> value);

    /** Named words. */
    @Command("NAMED[ {value=...}]")
    @Reply("+NAMED")
    void named(Map<String, String> value);

    /** A word of two pieces. */
    @Command("PAIR {value}")
    @Reply("+PAIR {}")
    Pair pair(Pair value);

    /** Counted bytes. */
    @Command("DATA {value.length}")
    @Reply("+DATA")
    void data(@Payload Bytes value);

    /** Lines up to a dot. */
    @Command("LINES")
    @Reply("+LINES")
    @Payload(Payload.Framing.DOTTED)
    List<String> lines(@Payload(Payload.Framing.DOTTED) List<String> value);

    /** Lines up to a line. */
    @Command("TEXT")
    @Reply("+TEXT")
    @Payload(value = Payload.Framing.UNTIL, until = "END")
    List<String> text(@Payload(value = Payload.Framing.UNTIL, until = "END") List<String> value);

    /** Items up to a dot. */
    @Command("ITEMS {value,...}")
    @Reply(each = "{*}", end = ".")
    List<String> items(List<String> value);

    /** Two words of one. */
    @Format("{first}/{second}")
    record Pair(int first, String second) {}

    /** Runs of blanks separate. */
    @LineProtocol
    @Errors(unknown = @Reply("-UNKNOWN"), failed = @Reply(value = "-FAILED", close = true))
    interface Spaces extends LawCommands {}

    /** One blank separates. */
    @LineProtocol(separator = Separator.ONE_SPACE)
    @Errors(unknown = @Reply("-UNKNOWN"), failed = @Reply(value = "-FAILED", close = true))
    interface OneSpace extends LawCommands {}

    /** Blanks and tabs separate. */
    @LineProtocol(separator = Separator.BLANKS)
    @Errors(unknown = @Reply("-UNKNOWN"), failed = @Reply(value = "-FAILED", close = true))
    interface Blanks extends LawCommands {}

    /** Values may hold controls, tabs among them. */
    @LineProtocol(controls = "\u0001\t\u007f")
    @Errors(unknown = @Reply("-UNKNOWN"), failed = @Reply(value = "-FAILED", close = true))
    interface Controls extends LawCommands {}

    /** Values may hold controls, and tabs separate words. */
    @LineProtocol(separator = Separator.BLANKS, controls = "\u0001\t")
    @Errors(unknown = @Reply("-UNKNOWN"), failed = @Reply(value = "-FAILED", close = true))
    interface Tabs extends LawCommands {}

    /** Every byte is a character. */
    @LineProtocol(charset = "ISO-8859-1", separator = Separator.ONE_SPACE)
    @Errors(unknown = @Reply("-UNKNOWN"), failed = @Reply(value = "-FAILED", close = true))
    interface Latin extends LawCommands {}

    /** A colon begins the last word. */
    @LineProtocol(carrier = Carrier.TRAILING)
    @Errors(unknown = @Reply("-UNKNOWN"), failed = @Reply(value = "-FAILED", close = true))
    interface Trailing extends LawCommands {}
}
