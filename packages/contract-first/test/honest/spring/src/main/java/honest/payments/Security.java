package honest.payments;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

/** Basic authentication, without sessions. */
@Configuration(proxyBeanMethods = false)
class Security {
  @Bean
  SecurityFilterChain chain(HttpSecurity http, JsonMapper json) throws Exception {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .httpBasic(basic -> basic.authenticationEntryPoint(unauthorized(json)))
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .build();
  }

  // The user of application.properties would be checked with BCrypt, which takes 0.1 s for each request.
  @Bean
  UserDetailsService users() {
    var merchant = User.withUsername("merchant").password("{noop}secret").authorities("pay");
    return name -> {
      if (name.equals("merchant")) return merchant.build();
      throw new UsernameNotFoundException(name);
    };
  }

  private static AuthenticationEntryPoint unauthorized(JsonMapper json) {
    return (request, response, error) -> {
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"payments\"");
      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
      json.writeValue(
          response.getOutputStream(), new Refusal("unauthorized", "Authenticate yourself"));
    };
  }
}
