package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.written;

import org.junit.jupiter.api.Test;
import org.ropewalk.processor.template.Mnemonics;

/** Literals with a short and a long form: no other is read, the long one is written. */
class ShortFormsTest {
    private static final String SUPPLY =
            """
            @LineProtocol(terminator = Terminator.LF, spelling = Spelling.SHORT_OR_LONG)
            public interface X {
                @Command("[SOURce:]VOLTage[:LEVel] {level}") @Reply("set {level}") void voltage(Level level);
                @Command("[SOURce:]VOLTage[:LEVel]?[ {bound}]") @Reply("is[ {bound}]") void asked(Optional<Bound> bound);
                @Command("OUTPut[{channel}][:STATe] {on}") @Reply("on[ {channel}] {on}") void output(OptionalInt channel, int on);
                @Command("*IDN?") @Reply("me") void identify();
                @Command("CALCulate FEED {x} LIMit") @Reply("{x}") void feed(int x);
                @Command("FETCh?") @Reply("{}") Bound fetch();
                sealed interface Level {}
                @Format("{value}") record Of(double value) implements Level {}
                @Format("{bound}") record At(Bound bound) implements Level {}
                enum Bound { @Format("MINimum") MIN, @Format({"MAXimum", "UPPer"}) MAX }
            }
            final class H implements X {
                public void voltage(Level level) {}
                public void asked(Optional<X.Bound> bound) {}
                public void output(OptionalInt channel, int on) {}
                public void identify() {}
                public void feed(int x) {}
                public X.Bound fetch() { return X.Bound.MAX; }
            }
            """
                    .replace("(Level level) {}", "(X.Level level) {}");

    @Test
    void bothFormsAreReadInAnyCaseAndNothingBetween() {
        Served served = Served.compile(SUPPLY);

        assertThat(served.answer("volt 5\nVOLTAGE 5\nsour:volt:lev 5\nSource:Voltage:Level 5\n"))
                .isEqualTo("set 5.0\n".repeat(4));
        assertThat(served.answer("VOLTA 5\nSOURC:VOLT 5\n:VOLT 5\nVOLT: 5\n*ID?\n*idn?\n"))
                .isEqualTo("ERROR\n".repeat(5) + "me\n");
        assertThat(served.answer("calc feed 3 lim\ncalculate feed 3 limit\ncalc feed 3 limi\n"))
                .isEqualTo("3\n3\nERROR\n");
    }

    @Test
    void constantsHaveBothForms() {
        Served served = Served.compile(SUPPLY);

        assertThat(served.answer("volt? min\nvolt? maximum\nvolt? upp\nvolt? minim\nfetc?\n"))
                .isEqualTo("is MINIMUM\nis MAXIMUM\nis MAXIMUM\nERROR\nMAXIMUM\n");
        assertThat(served.answer("volt max\n")).isEqualTo("set MAXIMUM\n");
    }

    @Test
    void aClientWritesTheLongForms() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol(spelling = Spelling.SHORT_OR_LONG) public interface X { @Command(\"[SENSe:]FETCh[:VALue]? {n} OF ALL\") @Reply(\"{}\") int c(int n); } final class H implements X { public int c(int n) { return n; } }");

        assertThat(written(served, 3)).isEqualTo("SENSE:FETCH:VALUE? 3 OF ALL\r\n");
    }

    @Test
    void formsThatTwoCommandsShareAreAmbiguous() {
        String twice =
                "@LineProtocol(spelling = Spelling.SHORT_OR_LONG) public interface X { @Command(\"STATus {a}\") void a(String a); @Command(\"STATe {b}\") void b(String b); }";

        assertThat(Compiled.reports(twice))
                .singleElement()
                .asString()
                .contains("AmbiguousCommand", "STAT");
        assertThat(Compiled.reports(twice.replace("{b}\")", "x\")").replace("String b", "")))
                .isEmpty();
    }

    @Test
    void aLineHasABoundedNumberOfSpellings() {
        String line = "ABc[:DEf]".repeat(5);

        assertThat(
                        Compiled.reports(
                                "@LineProtocol(spelling = Spelling.SHORT_OR_LONG) public interface X { @Command(\"%s\") void a(); }"
                                        .formatted(line)))
                .singleElement()
                .asString()
                .contains(
                        "A line with more than 512 spellings is not supported yet; remove optional words");
    }

    @Test
    void aValueMayStandInTheVerb() {
        Served served = Served.compile(SUPPLY);

        assertThat(
                        served.answer(
                                "outp2 1\noutput12:stat 0\nOUTP3:STATE 1\noutpu2 1\noutput:state 1\noutp 0\n"))
                .isEqualTo("on 2 1\non 12 0\non 3 1\nERROR\non 1\non 0\n");
    }

    @Test
    void eachOfManySpellingsIsFound_andNoOther() {
        String verb = "[:][SOURce:]VOLTage[:LEVel][:IMMediate][:AMPLitude]";
        Served served =
                Served.compile(
                        """
                        @LineProtocol(terminator = Terminator.LF, spelling = Spelling.SHORT_OR_LONG)
                        public interface X {
                            @Command("VERB {n}") @Reply("set {n}") void set(int n);
                            @Command("VERB?") @Reply("is") void get();
                            @Command("VOLT:LEV {a} {b}") @Reply("two") void two(int a, int b);
                            @Command("a") @Reply("A") void a();
                        }
                        final class H implements X {
                            public void set(int n) {}
                            public void get() {}
                            public void two(int a, int b) {}
                            public void a() {}
                        }
                        """
                                .replace("VERB", verb));
        StringBuilder lines = new StringBuilder();
        StringBuilder answers = new StringBuilder();
        for (String each : Mnemonics.spellings(verb)) {
            lines.append(each.toLowerCase(java.util.Locale.ROOT))
                    .append(" 1\n")
                    .append(each)
                    .append("?\n");
            answers.append("set 1\nis\n");
        }
        assertThat(Mnemonics.spellings(verb)).hasSize(324);
        lines.append("VOLT:LEV 1 2\nA\nVOLT:LEV:IMME 1\nVOL 1\nVOLT:AMPL:LEV 1\n");
        answers.append("two\nA\n").append("ERROR\n".repeat(3));

        assertThat(served.answer(lines.toString())).isEqualTo(answers.toString());
    }

    @Test
    void formsStandInTheOrderInWhichTheyAreTried() {
        assertThat(Mnemonics.forms("SYSTem:ERRor"))
                .containsExactly("SYSTEM:ERROR", "SYSTEM:ERR", "SYST:ERROR", "SYST:ERR");
        assertThat(Mnemonics.forms("*IDN?")).containsExactly("*IDN?");
        assertThat(Mnemonics.forms("on")).containsExactly("on");
        assertThat(Mnemonics.forms("")).containsExactly("");
    }
}
