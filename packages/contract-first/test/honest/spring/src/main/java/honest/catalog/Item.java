package honest.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRootName;
import tools.jackson.dataformat.xml.annotation.JacksonXmlProperty;

@JsonRootName("item")
record Item(
    @JacksonXmlProperty(isAttribute = true) String sku,
    String name,
    double price,
    @JsonIgnore String category) {}
