package org.ropewalk.processor;

import static org.ropewalk.processor.Diagnosed.check;
import static org.ropewalk.processor.Diagnosed.checkProtocol;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The diagnostics about payloads: their lengths, their ends, and what borrows them. */
class PayloadDiagnosticsTest {
    @Test
    void ChunkWithoutChunks() {
        checkProtocol(
                "@Command(\"a {b.length}\") void a(@Payload(chunk = Payload.Chunk.HEX_LINE) Bytes /*^*/b);",
                "[Ropewalk/ChunkWithoutChunks] A payload framed COUNTED has no chunks; remove chunk");
    }

    @Test
    void BadMaxLength() {
        checkProtocol(
                "@Command(\"a {b.length}\") void a(@Payload(maxLength = 0) Bytes /*^*/b);",
                "[Ropewalk/BadMaxLength] maxLength is 0, but it must be positive; write a positive number");
        checkProtocol(
                "@Command(\"a\") void a(@Payload(value = Payload.Framing.DOTTED, maxLength = 9) Bytes /*^*/b);",
                "[Ropewalk/BadMaxLength] maxLength is 9, but the payload has no length; remove maxLength");
    }

    @Test
    void BadDelimiter() {
        for (String until : List.of("", "€", "x".repeat(71))) {
            checkProtocol(
                    "@Command(\"a\") void a(@Payload(value = Payload.Framing.DELIMITED, until = \""
                            + until
                            + "\") Bytes /*^*/b);",
                    "[Ropewalk/BadDelimiter] The end of a DELIMITED payload must have 1 to 70 characters, none above U+00FF; change until");
        }
        checkProtocol(
                "@Command(\"a\") void a(@Payload(Payload.Framing.DELIMITED) Bytes /*^*/b);",
                "[Ropewalk/UntilWithoutLine] A payload framed DELIMITED requires until; add until = and the bytes that end it");
    }

    @Test
    void MisframedPayload() {
        check(
                "@LineProtocol(terminator = Terminator.NUL) public interface X { @Command(\"a\") void a(@Payload(Payload.Framing.DOTTED) Bytes /*^*/a); }",
                "[Ropewalk/MisframedPayload] A payload framed DOTTED is not possible where lines end with NUL; use COUNTED");
        check(
                "@LineProtocol(terminator = {Terminator.CR, Terminator.CRLF}) public interface X { @Command(\"a {a.length}\") void a(@Payload Bytes /*^*/a); }",
                "[Ropewalk/MisframedPayload] A payload framed COUNTED is not possible where lines end with CR and CRLF; remove one of them, or the payload");
    }

    @Test
    void BarePayload() {
        checkProtocol(
                "@Command(\"\") void /*^*/a();",
                "[Ropewalk/BarePayload] Command a has no line, so it must be the only command of a @Once state, with one payload; write its line in @Command");
        checkProtocol(
                "@Command(\"\") void /*^*/a(@Payload(Payload.Framing.DOTTED) Bytes text);",
                "[Ropewalk/BarePayload] Command a has no line, so it must be the only command of a @Once state, with one payload; mark that state as @Once");
        checkProtocol(
                "@Command(\"\") void /*^*/a(@Payload(Payload.Framing.DOTTED) Bytes text); @Command(\"b\") void b();",
                "[Ropewalk/BarePayload] Command a has no line, so it must be the only command of a @Once state, with one payload; that state has b too; remove the others, also the inherited ones");
    }

    @Test
    void PayloadWithoutLength() {
        checkProtocol(
                "@Command(/*^*/\"set\") void set(@Payload byte[] data);",
                "[Ropewalk/PayloadWithoutLength] Payload data has no length in \"set\"; add {data.length}");
    }

    @Test
    void LengthWithoutPayload() {
        checkProtocol(
                "@Command(/*^*/\"set {data.length} {data}\") void set(byte[] data);",
                "[Ropewalk/LengthWithoutPayload] {data.length} is not the length of a payload; add @Payload to data");
    }

    @Test
    void PayloadInLine() {
        checkProtocol(
                "@Command(/*^*/\"note {text}\") void note(@Payload(Payload.Framing.DOTTED) Bytes text);",
                "[Ropewalk/PayloadInLine] {text} is a payload, which follows its line; remove it");
        checkProtocol(
                "@Command(/*^*/\"put {data}{data.length}\") void put(@Payload Bytes data);",
                "[Ropewalk/PayloadInLine] {data} is a payload, which follows its line; write {data.length}");
    }

    @Test
    void BorrowedTooLong() {
        checkProtocol(
                "@Command(\"get {key}\") @Reply(\"{}\") CompletionStage<String> get(Slice /*^*/key);",
                "[Ropewalk/BorrowedTooLong] key is valid only until get returns, but the result is completed later; use Bytes");
    }

    @Test
    void BorrowedTooLong_inAResult() {
        checkProtocol(
                "@Command(\"a\") @Reply(each = \"{}\", end = \".\") List<Slice> /*^*/a();",
                "[Ropewalk/BorrowedTooLong] A Slice in the result is valid only until a returns, but the result is used later; use Bytes");
    }

    @Test
    void BorrowedTooLong_inAPush() {
        checkProtocol(
                "@Command(\"a\") void a(); @Push interface Events { @Reply(\"E {key}\") void /*^*/said(Slice key); }",
                "[Ropewalk/BorrowedTooLong] key is valid only until said returns, but the push message may be written later; use Bytes");
    }

    @Test
    void UntoldLengths() {
        checkProtocol(
                "@Command(/*^*/\"put {a+b.length}\") void put(@Payload(trailer = Payload.Trailer.NONE) Bytes a, @Payload Bytes b);",
                "[Ropewalk/UntoldLengths] The lengths in \"put {a+b.length}\" do not give the length of each payload; add one payload with each length: {a.length} {a+b.length}");
    }

    @Test
    void MisplacedStream() {
        String stream = "org.ropewalk.line.PayloadStream";
        check(
                "@LineProtocol public interface X { @Command(\"a {d.length}\") void a(@Payload "
                        + stream
                        + " /*^*/d); }",
                "[Ropewalk/MisplacedStream] PayloadStream d is received after a returns; return a CompletionStage, or mark the method as @Blocking");
        check(
                "@LineProtocol public interface X { @Command(\"a {d.length} {e.length}\") @Blocking void a(@Payload(trailer = Payload.Trailer.NONE) "
                        + stream
                        + " /*^*/d, @Payload byte[] e); }",
                "[Ropewalk/MisplacedStream] PayloadStream d is one of several payloads; use Bytes");
        check(
                "@LineProtocol public interface X { @Command(\"a\") @Reply(\"OK {d.length}\") @Blocking void a(@Payload(Payload.Framing.DOTTED) "
                        + stream
                        + " /*^*/d); }",
                "[Ropewalk/MisplacedStream] PayloadStream d has no length, but the reply contains one; use Bytes");
        check(
                "@LineProtocol public interface X { @Command(\"a\") @Reply(end = \"END\") java.util.List<R> /*^*/a();"
                        + " @Reply(\"R {d.length}\") record R(@Payload "
                        + stream
                        + " d) {} }",
                "[Ropewalk/MisplacedStream] PayloadStream d cannot be in a list; use Bytes");
    }

    @Test
    void UntilWithoutLine() {
        check(
                "@LineProtocol public interface X { @Command(\"a\") void a(@Payload(Payload.Framing.UNTIL) byte[] /*^*/text); }",
                "[Ropewalk/UntilWithoutLine] A payload framed UNTIL requires until; add until = and the line that ends it");
        check(
                "@LineProtocol public interface X { @Command(\"a\") void a(@Payload(value = Payload.Framing.DOTTED, until = \"x\") byte[] /*^*/text); }",
                "[Ropewalk/UntilWithoutLine] A payload framed DOTTED cannot have until; write @Payload(value = UNTIL, until = ...), or remove until");
    }
}
