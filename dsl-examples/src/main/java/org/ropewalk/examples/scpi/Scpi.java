package org.ropewalk.examples.scpi;

import java.util.Optional;
import org.ropewalk.annotation.Chain;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnError;
import org.ropewalk.annotation.Quoted;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Spelling;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.examples.scpi.value.Bound;
import org.ropewalk.examples.scpi.value.Level;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.ErrorKind;

/**
 * A power supply that speaks SCPI 1999. The queries of a line are answered in one line. An error
 * has no reply: it is kept until {@code SYSTem:ERRor?} asks for it.
 */
@LineProtocol(terminator = Terminator.LF_OR_CRLF, spelling = Spelling.SHORT_OR_LONG)
@Chain(value = ";", together = Chain.Together.ONE_LINE)
@Quoted(
        quotes = "\"'",
        escape = Quoted.Escape.DOUBLED,
        specials = ",",
        literal = Quoted.Literal.IEEE_488)
@Errors(
        unknown = @Reply(Errors.SILENT),
        usage = @Reply(Errors.SILENT),
        malformed = @Reply(Errors.SILENT),
        tooLong = @Reply(Errors.SILENT),
        tooBig = @Reply(Errors.SILENT))
@Limits(line = 1_000, payload = 64 * 1024, reply = 128 * 1024, errors = Limits.UNLIMITED)
public interface Scpi {
    // ---- IEEE 488.2

    /** Who made the instrument, and which one it is. */
    @Command("*IDN?")
    @Reply("{maker},{model},{serial},{firmware}")
    Identity identity();

    /** Sets the supply as it was when it was turned on. */
    @Command("*RST")
    void reset();

    /** Tests the instrument: 0 if nothing is wrong. */
    @Command("*TST?")
    @Reply("{}")
    int selfTest();

    /** Clears the events and the errors. */
    @Command("*CLS")
    void clearStatus();

    /** Sets the event of a completed operation. */
    @Command("*OPC")
    void operationComplete();

    /** Answers when all operations are complete. */
    @Command("*OPC?")
    @Reply("{}")
    int isComplete();

    /** Waits for all operations: none takes time. */
    @Command("*WAI")
    void await();

    /** Sets which events are in the status byte. */
    @Command("*ESE {mask}")
    void eventMask(int mask);

    /** Which events are in the status byte. */
    @Command("*ESE?")
    @Reply("{}")
    int eventMask();

    /** The events since the last time that this was asked. */
    @Command("*ESR?")
    @Reply("{}")
    int events();

    /** Sets which bits of the status byte request service. */
    @Command("*SRE {mask}")
    void serviceMask(int mask);

    /** Which bits of the status byte request service. */
    @Command("*SRE?")
    @Reply("{}")
    int serviceMask();

    /** The status byte. */
    @Command("*STB?")
    @Reply("{}")
    int status();

    // ---- the system

    /** The first error of the queue, which is removed. */
    @Command("[:]SYSTem:ERRor[:NEXT]?")
    @Reply("{code},\"{text}\"")
    Fault nextError();

    /** How many errors are in the queue. */
    @Command("[:]SYSTem:ERRor:COUNt?")
    @Reply("{}")
    int errorCount();

    /** The version of SCPI. */
    @Command("[:]SYSTem:VERSion?")
    @Reply("1999.0")
    void version();

    /** Keeps an error of a line that could not be read. */
    @OnError
    void wrong(ErrorKind kind, String line);

    // ---- the source

    /** Sets the voltage: {@code 5}, {@code 500 MV}, {@code MAX}. */
    @Command("[:][SOURce:]VOLTage[:LEVel][:IMMediate][:AMPLitude] {level*}")
    void voltage(Level level);

    /** The voltage that is set, or that can be. */
    @Command("[:][SOURce:]VOLTage[:LEVel][:IMMediate][:AMPLitude]?[ {bound}]")
    @Reply("{}")
    double voltage(Optional<Bound> bound);

    /** Sets the limit of the current. */
    @Command("[:][SOURce:]CURRent[:LEVel][:IMMediate][:AMPLitude] {level*}")
    void current(Level level);

    /** The limit of the current that is set, or that can be. */
    @Command("[:][SOURce:]CURRent[:LEVel][:IMMediate][:AMPLitude]?[ {bound}]")
    @Reply("{}")
    double current(Optional<Bound> bound);

    /** Turns the output on or off. */
    @Command("[:]OUTPut[:STATe] {on}")
    void output(Switch on);

    /** Whether the output is on. */
    @Command("[:]OUTPut[:STATe]?")
    @Reply("{}")
    int output();

    /** Measures the voltage of the output. */
    @Command("[:]MEASure[:SCALar]:VOLTage[:DC]?")
    @Reply("{}")
    double measureVoltage();

    /** Measures the current of the output. */
    @Command("[:]MEASure[:SCALar]:CURRent[:DC]?")
    @Reply("{}")
    double measureCurrent();

    // ---- what is kept

    /** Shows a text. */
    @Command("[:]DISPlay[:WINDow]:TEXT[:DATA] {text}")
    void display(String text);

    /** The text that is shown. */
    @Command("[:]DISPlay[:WINDow]:TEXT[:DATA]?")
    @Reply("\"{}\"")
    String display();

    /** Keeps the data of a trace: a block such as {@code #15hello}. */
    @Command("[:]TRACe[:DATA] {name}[ ],[ ]{data}")
    void trace(String name, Bytes data);

    /** The data of a trace. */
    @Command("[:]TRACe[:DATA]? {name}")
    @Reply("{}")
    Bytes trace(String name);

    /** An instrument. */
    record Identity(String maker, String model, String serial, String firmware) {}

    /** An error: negative codes are those of SCPI. */
    record Fault(int code, String text) {}

    /** Whether something is on. */
    enum Switch {
        /** On. */
        @Format({"1", "ON"})
        ON,
        /** Off. */
        @Format({"0", "OFF"})
        OFF
    }
}
