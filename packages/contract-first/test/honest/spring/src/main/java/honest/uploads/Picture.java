package honest.uploads;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

record Picture(
    long id,
    String caption,
    @JsonProperty("public") boolean isPublic,
    List<String> tags,
    @JsonIgnore byte[] content) {

  @JsonProperty
  int size() {
    return content.length;
  }
}
