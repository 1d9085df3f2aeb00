package org.ropewalk.line.words;

import java.nio.charset.Charset;
import java.util.List;
import org.ropewalk.annotation.Carrier;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Terminator;

/** How lines end, and how their words are separated and encoded. */
public record LineSyntax(
        List<String> reads,
        List<String> writes,
        Separator separator,
        boolean caseSensitive,
        Charset charset,
        Carrier carrier) {
    /** What ends a line inside a payload. */
    public String endInPayloads() {
        return writes.get(0).equals(Terminator.CRLF) ? Terminator.CRLF : Terminator.LF;
    }
}
