package org.ropewalk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PlotTest {
    private static Plot plot() {
        Plot plot = new Plot("Cost", "connections", "µs");
        plot.add("ours", 1, 3.5);
        plot.add("ours", 100, 3.5);
        plot.add("theirs", 1, 70);
        return plot;
    }

    @Test
    void every_line_has_its_points_and_its_name() throws Exception {
        Document svg =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(plot().svg())));

        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(3);
        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(2);
        assertThat(plot().svg()).contains(">ours</text>", ">theirs</text>");
    }

    @Test
    void the_table_has_a_row_for_each_x_and_a_dash_for_what_is_missing() {
        assertThat(plot().table())
                .isEqualTo(
                        """
                        | connections | ours | theirs |
                        |--:|--:|--:|
                        | 1 | 3.50 | 70.00 |
                        | 100 | 3.50 | – |
                        """);
    }
}
