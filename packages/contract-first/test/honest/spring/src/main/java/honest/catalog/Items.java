package honest.catalog;

import com.fasterxml.jackson.annotation.JsonRootName;
import java.util.List;
import tools.jackson.dataformat.xml.annotation.JacksonXmlElementWrapper;
import tools.jackson.dataformat.xml.annotation.JacksonXmlProperty;

@JsonRootName("items")
record Items(
    @JacksonXmlElementWrapper(useWrapping = false) @JacksonXmlProperty(localName = "item")
        List<Item> items) {}
